/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.wildfly.sip.testsuite.balancer.harness.SipText;

/** Compares what was sent on with what came: only what a proxy must change may differ. */
final class ForwardedMessage {
    private static final List<String> CHANGED = List.of("via", "v", "max-forwards", "record-route", "path");

    private ForwardedMessage() {
    }

    static void assertThatIsSame(SipText received, SipText sent) {
        assertThat(received.startLine()).isEqualTo(sent.startLine());
        assertThat(unchanged(received)).containsAll(unchanged(sent));
        assertThat(viaCount(received)).as("Vias").isGreaterThan(viaCount(sent));
        String body = sent.body();
        assertThat(received.body()).as("body").isEqualTo(body.substring(0, contentLength(sent, body)));
    }

    private static int contentLength(SipText sent, String body) {
        for (String line : unchanged(sent)) {
            if (line.toLowerCase(Locale.ROOT).matches("(content-length|l)\\s*:.*")) {
                return Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        return body.length();
    }

    private static long viaCount(SipText message) {
        return message.lines().stream().map(ForwardedMessage::name).filter(name -> name.equals("via") || name.equals("v")).count();
    }

    /** The lines of the headers that a proxy leaves alone, folds included. */
    private static List<String> unchanged(SipText message) {
        List<String> lines = new ArrayList<>();
        boolean kept = false;
        for (String line : message.lines().subList(1, message.lines().size())) {
            kept = line.startsWith(" ") || line.startsWith("\t") ? kept : !CHANGED.contains(name(line));
            if (kept) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static String name(String line) {
        int colon = line.indexOf(':');
        return colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
    }
}
