/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.io.IOException;
import java.time.Duration;

import javax.servlet.sip.SipErrorEvent;
import javax.servlet.sip.SipErrorListener;

import gov.nist.javax.sip.message.SIPResponse;
import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.message.MessageCodec;
import org.wildfly.sip.container.message.MessageParseException;
import org.wildfly.sip.container.message.SipServletResponseImpl;
import org.wildfly.sip.ha.codec.StateFormatException;
import org.wildfly.sip.ha.codec.StateReader;
import org.wildfly.sip.ha.codec.StateWriter;

/**
 * A 2xx to an INVITE that has not been acknowledged. It is sent again until the ACK comes (RFC 3261 section 13.3.1.4), by whichever node works on
 * the session. Used on the session's queue only.
 */
final class Answer {
    private static final int RESPONSE = 1;
    private static final int UNTIL = 2;
    private static final MessageCodec CODEC = new MessageCodec();
    /** T2 and the time after which nothing more is expected, in T1 (RFC 3261 section 17.1.1.1 and 13.3.1.4). */
    private static final int LONGEST_INTERVAL = 8;
    private static final int PATIENCE = 64;

    private final SipSessionImpl session;
    private final SIPResponse response;
    private final SipServletResponseImpl sent;
    private final long until;
    private final long baseTimer;
    private long interval;
    private Runnable alarm = () -> {
    };

    /** @param sent what the application sent */
    Answer(SipSessionImpl session, SipServletResponseImpl sent) {
        this(session, sent.message(), sent, System.currentTimeMillis() + PATIENCE * session.context().baseTimer().toMillis());
    }

    private Answer(SipSessionImpl session, SIPResponse response, SipServletResponseImpl sent, long until) {
        this.session = session;
        this.response = response;
        this.sent = sent;
        this.until = until;
        this.baseTimer = session.context().baseTimer().toMillis();
        this.interval = this.baseTimer;
    }

    long sequence() {
        return this.response.getCSeq().getSeqNumber();
    }

    /** Sends it again when the time has come, and so on. */
    void start() {
        this.alarm = this.session.alarm(Duration.ofMillis(this.interval), this::sendAgain);
    }

    void stop() {
        this.alarm.run();
    }

    /** Sends it again now, because the request came again or because another node has died. */
    void send() {
        try {
            this.session.context().outbound().sendStateless(this.response);
        } catch (IOException failure) {
            ContainerLogger.LOGGER.notSent(this.session.getCallId(), failure.getMessage());
        }
    }

    private void sendAgain() {
        if (System.currentTimeMillis() >= this.until) {
            this.session.unacknowledged(this);
            return;
        }
        this.send();
        this.interval = Math.min(2 * this.interval, LONGEST_INTERVAL * this.baseTimer);
        this.start();
    }

    /** Tells the application that no ACK has come (JSR 289 section 11.1.6). On another node than that which answered the request is not known any more. */
    void report() {
        if (this.sent != null) {
            this.session.application().listeners().each(SipErrorListener.class,
                    listener -> listener.noAckReceived(new SipErrorEvent(this.sent.getRequest(), this.sent)));
        }
    }

    void encode(StateWriter writer) {
        writer.field(RESPONSE, CODEC.encode(this.response)).field(UNTIL, this.until);
    }

    static Answer decode(SipSessionImpl session, StateReader reader) {
        byte[] bytes = new byte[0];
        long until = 0;
        while (reader.next()) {
            if (reader.number() == RESPONSE) {
                bytes = reader.asBytes();
            } else if (reader.number() == UNTIL) {
                until = reader.asLong();
            }
        }
        try {
            return new Answer(session, CODEC.decodeResponse(bytes), null, until);
        } catch (MessageParseException malformed) {
            throw new StateFormatException("unacknowledged response", malformed);
        }
    }
}
