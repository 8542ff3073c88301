/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.nio.charset.StandardCharsets;

/**
 * The methods that a balancer tells from one another.
 */
public enum Method {
    INVITE(true), ACK(false), BYE(false), CANCEL(false), OPTIONS(false), REGISTER(false), SUBSCRIBE(true), NOTIFY(true), REFER(
            true), MESSAGE(false), PUBLISH(false), INFO(false), UPDATE(false), PRACK(false),
    /** Any other. */
    OTHER(false);

    private static final Method[] KNOWN = {INVITE, ACK, BYE, CANCEL, OPTIONS, REGISTER, SUBSCRIBE, NOTIFY, REFER, MESSAGE, PUBLISH, INFO,
            UPDATE, PRACK};

    private final boolean createsDialog;
    private final byte[] bytes = name().getBytes(StandardCharsets.US_ASCII);
    private final long head = Ascii.head(this.bytes, 0, this.bytes.length);

    Method(boolean createsDialog) {
        this.createsDialog = createsDialog;
    }

    /** True if a request of this method may create a dialog when it has no To tag (RFC 3261 section 12, RFC 6665, RFC 3515). */
    public boolean createsDialog() {
        return this.createsDialog;
    }

    /** The method of a name. Methods are case-sensitive. */
    static Method of(byte[] bytes, int from, int to) {
        long head = Ascii.head(bytes, from, to);
        for (Method method : KNOWN) {
            if (method.head == head && method.bytes.length == to - from && Ascii.startsWith(bytes, from, to, method.bytes)) {
                return method;
            }
        }
        return OTHER;
    }
}
