/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.util.List;

/**
 * A configuration that cannot be used. Its message names every problem, each in a line of its own.
 */
public final class ConfigurationException extends Exception {
    private static final long serialVersionUID = 1L;

    ConfigurationException(String file, List<String> problems) {
        super(file + " cannot be used, " + (problems.size() == 1 ? "1 problem:" : problems.size() + " problems:") + "\n  "
                + String.join("\n  ", problems));
    }
}
