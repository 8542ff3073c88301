/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.util.TreeMap;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import org.wildfly.sip.container.message.MessageCodec;
import org.wildfly.sip.container.message.MessageParseException;
import org.wildfly.sip.ha.codec.StateFormatException;
import org.wildfly.sip.ha.codec.StateReader;
import org.wildfly.sip.ha.codec.StateWriter;

/**
 * What a client of INVITE dialogs owes its peer: an ACK for each 2xx (RFC 3261 section 13.2.2.4). Keeps the 2xx that the application has not
 * acknowledged, so that it can do so on another node, and the last ACK, which answers a 2xx that comes again.
 */
final class Acknowledgements {
    private static final int RESPONSE = 1;
    private static final int ACK = 2;
    private static final MessageCodec CODEC = new MessageCodec();

    private final TreeMap<Long, SIPResponse> unacknowledged = new TreeMap<>();
    private SIPRequest lastAck;

    /** Notes a 2xx. @return whether it is a new one; false if it has come before */
    boolean received(SIPResponse response) {
        long sequence = response.getCSeq().getSeqNumber();
        if (this.lastAck != null && this.lastAck.getCSeq().getSeqNumber() >= sequence) {
            return false;
        }
        return this.unacknowledged.putIfAbsent(sequence, response) == null;
    }

    /** Notes the ACK that the application sends. */
    void acknowledged(SIPRequest ack) {
        this.unacknowledged.headMap(ack.getCSeq().getSeqNumber(), true).clear();
        this.lastAck = ack;
    }

    /** The ACK to be sent again for a 2xx that has come again; null if it was not acknowledged yet. */
    SIPRequest ackFor(SIPResponse response) {
        return this.lastAck != null && this.lastAck.getCSeq().getSeqNumber() == response.getCSeq().getSeqNumber() ? this.lastAck : null;
    }

    /** The 2xx that the application has not acknowledged, in the order of their CSeq. */
    Iterable<SIPResponse> unacknowledged() {
        return this.unacknowledged.values();
    }

    boolean isEmpty() {
        return this.unacknowledged.isEmpty();
    }

    void encode(StateWriter writer) {
        this.unacknowledged.values().forEach(response -> writer.field(RESPONSE, CODEC.encode(response)));
        if (this.lastAck != null) {
            writer.field(ACK, CODEC.encode(this.lastAck));
        }
    }

    void decode(StateReader reader) {
        try {
            while (reader.next()) {
                if (reader.number() == RESPONSE) {
                    SIPResponse response = CODEC.decodeResponse(reader.asBytes());
                    this.unacknowledged.put(response.getCSeq().getSeqNumber(), response);
                } else if (reader.number() == ACK) {
                    this.lastAck = CODEC.decodeRequest(reader.asBytes());
                }
            }
        } catch (MessageParseException malformed) {
            throw new StateFormatException("message of a dialog", malformed);
        }
    }
}
