/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.io.IOException;
import java.io.Serializable;
import java.util.Collection;

import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.ha.codec.StateReader;
import org.wildfly.sip.ha.codec.StateWriter;

/** An application session as bytes. Fields are only ever added, so that releases can read each other's entries. */
final class SessionCodec {
    private static final int APPLICATION = 1;
    private static final int KEY = 2;
    private static final int CREATED = 3;
    private static final int ACCESSED = 4;
    private static final int TIMEOUT = 5;
    private static final int LAST_NUMBER = 6;
    private static final int KEEP_WHEN_READY = 7;
    private static final int ATTRIBUTE = 8;
    private static final int SIP_SESSION = 9;
    private static final int TIMER = 10;

    private static final int TIMER_ID = 1;
    private static final int TIMER_DUE = 2;
    private static final int TIMER_PERIOD = 3;
    private static final int TIMER_FIXED_DELAY = 4;
    private static final int TIMER_INFO = 5;

    private SessionCodec() {
    }

    static byte[] encode(SipApplicationSessionImpl session) {
        StateWriter writer = new StateWriter();
        writer.field(APPLICATION, session.getApplicationName()).field(KEY, session.applicationKey())
                .field(CREATED, session.lifetime.created()).field(ACCESSED, session.lifetime.lastAccessed())
                .field(TIMEOUT, session.lifetime.timeout()).field(LAST_NUMBER, session.sessions.lastNumber())
                .field(KEEP_WHEN_READY, !session.invalidatesWhenReady());
        session.attributes.values().encode(writer, ATTRIBUTE);
        writer.each(SIP_SESSION, session.sessions.all(), (nested, sipSession) -> SipSessionCodec.encode(sipSession, nested));
        encodeTimers(writer, session, session.timers.all());
        return writer.toByteArray();
    }

    /** The name of the application whose session was encoded. */
    static String application(byte[] bytes) {
        StateReader reader = new StateReader(bytes);
        while (reader.next()) {
            if (reader.number() == APPLICATION) {
                return reader.asString();
            }
        }
        return "";
    }

    /** The application key of the session that was encoded; null if it has none. */
    static String key(byte[] bytes) {
        StateReader reader = new StateReader(bytes);
        while (reader.next()) {
            if (reader.number() == KEY) {
                return reader.asString();
            }
        }
        return null;
    }

    /** Fills a new session with what was encoded. Its timers and answers are not running yet. */
    static void decode(SipApplicationSessionImpl session, byte[] bytes) {
        StateReader reader = new StateReader(bytes);
        long created = 0;
        long accessed = 0;
        long timeout = 0;
        while (reader.next()) {
            switch (reader.number()) {
                case CREATED -> created = reader.asLong();
                case ACCESSED -> accessed = reader.asLong();
                case TIMEOUT -> timeout = reader.asLong();
                case LAST_NUMBER -> session.sessions.restoreLastNumber(reader.asInt());
                case KEEP_WHEN_READY -> session.invalidatesWhenReady(!reader.asBoolean());
                case ATTRIBUTE -> session.attributes.values().decode(reader.nested());
                case SIP_SESSION -> SipSessionCodec.decode(session, reader.nested());
                case TIMER -> decodeTimer(session, reader.nested());
                default -> {
                }
            }
        }
        session.lifetime.restore(created, accessed, timeout);
    }

    private static void encodeTimers(StateWriter writer, SipApplicationSessionImpl session, Collection<ServletTimerImpl> timers) {
        writer.each(TIMER, timers, (nested, timer) -> {
            nested.field(TIMER_ID, timer.getId()).field(TIMER_DUE, timer.due()).field(TIMER_PERIOD, timer.period())
                    .field(TIMER_FIXED_DELAY, timer.isFixedDelay());
            if (timer.getInfo() != null) {
                try {
                    nested.field(TIMER_INFO, session.application().marshaller().marshal(timer.getInfo()));
                } catch (IOException failure) {
                    ContainerLogger.LOGGER.attributeNotReplicated("info of timer " + timer.getId(), failure);
                }
            }
        });
    }

    private static void decodeTimer(SipApplicationSessionImpl session, StateReader reader) {
        String id = "";
        long due = 0;
        long period = 0;
        boolean fixedDelay = false;
        Serializable info = null;
        while (reader.next()) {
            switch (reader.number()) {
                case TIMER_ID -> id = reader.asString();
                case TIMER_DUE -> due = reader.asLong();
                case TIMER_PERIOD -> period = reader.asLong();
                case TIMER_FIXED_DELAY -> fixedDelay = reader.asBoolean();
                case TIMER_INFO -> info = info(session, id, reader.asBytes());
                default -> {
                }
            }
        }
        session.timers.add(new ServletTimerImpl(session, id, due, period, fixedDelay, info));
    }

    private static Serializable info(SipApplicationSessionImpl session, String id, byte[] bytes) {
        try {
            return (Serializable) session.application().marshaller().unmarshal(bytes);
        } catch (IOException | RuntimeException failure) {
            ContainerLogger.LOGGER.attributeNotReadable("info of timer " + id, failure);
            return null;
        }
    }
}
