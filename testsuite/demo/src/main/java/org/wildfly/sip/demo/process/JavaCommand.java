/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.process;

import java.nio.file.Path;

/** The Java that runs this. */
final class JavaCommand {
    private JavaCommand() {
    }

    static String path() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
