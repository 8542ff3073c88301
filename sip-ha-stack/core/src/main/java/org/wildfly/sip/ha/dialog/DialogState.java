/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.dialog;

import java.util.List;

/**
 * What of a confirmed dialog outlives its node: plain values, header fields as text (RFC 3261 section 12, RFC 6665). Texts may be null.
 *
 * @param options bits of {@link Option}
 */
record DialogState(Identity identity, Path path, Numbers numbers, FirstTransaction first, LastResponse last, int options,
        ApplicationData data) {

    /** @param id of jain-sip: Call-ID, local tag and remote tag */
    record Identity(String id, String method, String callId, String localTag, String remoteTag, String localParty, String remoteParty) {
    }

    /**
     * @param routes the route set, each a Route header field's value
     * @param contact this node's Contact header field
     * @param transport of the last response's topmost Via
     * @param event the Event header field of a subscription
     */
    record Path(String remoteTarget, List<String> routes, String contact, String transport, String event) {
    }

    /** CSeq numbers. */
    record Numbers(long local, long remote, long originalLocal) {
    }

    /** The transaction that the dialog began with. */
    record FirstTransaction(String id, String method, String mergeId) {
    }

    /**
     * The last response, and the last one to an INVITE, which an ACK must match.
     *
     * @param status 0 if there was none
     */
    record LastResponse(int status, long sequenceNumber, String method, String fromTag, String toTag, String dialogId, int inviteStatus,
            long inviteSequenceNumber, long inviteOk) {
    }

    /** Data that the application has attached; at most one of them. */
    record ApplicationData(String text, byte[] bytes) {
        static final ApplicationData NONE = new ApplicationData(null, null);

        static ApplicationData of(Object data) {
            return data instanceof String text
                    ? new ApplicationData(text, null)
                    : data instanceof byte[] bytes ? new ApplicationData(null, bytes) : NONE;
        }

        Object value() {
            return this.text == null ? this.bytes : this.text;
        }
    }

    /** Flags of a dialog; their order is part of the format. */
    enum Option {
        /** This node was the UAS of the first transaction, as far as the dialog knew before it saw that. */
        SERVER,
        /** A request after the first has the first one's method. */
        REINVITE,
        /** A BYE ends it. */
        TERMINATE_ON_BYE,
        /** It is one side of a back-to-back user agent. */
        BACK_TO_BACK,
        /** CSeq numbers are not checked. */
        NO_SEQUENCE_CHECK,
        /** The first transaction was to a sips URI. */
        SECURE,
        /** The first transaction was seen. */
        FIRST_SEEN,
        /** This node was its UAS. */
        FIRST_SERVER;

        int bit(boolean set) {
            return set ? 1 << this.ordinal() : 0;
        }
    }

    boolean is(Option option) {
        return (this.options & option.bit(true)) != 0;
    }
}
