/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The last line of SIPp's statistics. */
record SippStatistics(Map<String, String> values) {

    static SippStatistics read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] names = lines.get(0).split(";");
        String[] last = lines.get(lines.size() - 1).split(";");
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < Math.min(names.length, last.length); i++) {
            values.put(names[i], last[i]);
        }
        return new SippStatistics(values);
    }

    private long cumulative(String name) {
        return Long.parseLong(this.values.get(name + "(C)"));
    }

    long successful() {
        return cumulative("SuccessfulCall");
    }

    long failed() {
        return cumulative("FailedCall");
    }

    /** Messages that came when another was expected: what overtakes another is one. */
    long unexpected() {
        return cumulative("FailedUnexpectedMessage") + cumulative("OutOfCallMsgs");
    }

    long retransmissions() {
        return cumulative("Retransmissions");
    }
}
