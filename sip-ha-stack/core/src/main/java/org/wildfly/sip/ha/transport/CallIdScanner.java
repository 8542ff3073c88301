/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.transport;

/** Finds the Call-ID of a message before the message is parsed, so that messages of a call stay in order from the first moment. */
public final class CallIdScanner {
    private CallIdScanner() {
    }

    /**
     * Finds the Call-ID (RFC 3261 section 20.8), also in its compact form, folded, and with any case.
     *
     * @param message a message, complete or not
     * @return the value as jain-sip's parser will see it; null if there is none or it is empty
     */
    public static String scan(byte[] message) {
        return scan(new MessageHead(message));
    }

    static String scan(MessageHead head) {
        HeaderCursor header = head.headers();
        while (header.next()) {
            if (header.isNamed("call-id", 'i')) {
                String value = header.value();
                return value.isEmpty() ? null : value;
            }
        }
        return null;
    }
}
