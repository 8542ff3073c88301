/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;

/** What a test has measured, for who wants to know more than that it passed: {@code figures.txt} in the folder of its balancer. */
final class Figures {
    private Figures() {
    }

    /** Adds a line. */
    static void add(StartedBalancer balancer, String format, Object... values) throws IOException {
        Path file = balancer.folder().resolve("figures.txt");
        Files.writeString(file, String.format(format, values) + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
