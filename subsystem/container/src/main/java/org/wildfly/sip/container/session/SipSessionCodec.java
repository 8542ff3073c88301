/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import javax.servlet.sip.ar.SipApplicationRoutingRegion;
import javax.servlet.sip.ar.SipApplicationRoutingRegionType;

import org.wildfly.sip.ha.codec.StateFormatException;
import org.wildfly.sip.ha.codec.StateReader;
import org.wildfly.sip.ha.codec.StateWriter;

/** A SipSession within the bytes of its application session. */
final class SipSessionCodec {
    private static final int NUMBER = 1;
    private static final int HANDLER = 2;
    private static final int CREATED = 3;
    private static final int ACCESSED = 4;
    private static final int KEEP_WHEN_READY = 5;
    private static final int ATTRIBUTE = 6;
    private static final int DIALOG = 7;
    private static final int ANSWER = 8;
    private static final int LINKED = 9;
    private static final int ACKNOWLEDGEMENTS = 10;
    private static final int REGION = 11;
    private static final int REGION_TYPE = 12;
    private static final int SUBSCRIBER = 13;
    private static final int STATE_INFO = 14;

    private SipSessionCodec() {
    }

    static void encode(SipSessionImpl session, StateWriter writer) {
        writer.field(NUMBER, session.number()).field(HANDLER, session.handler()).field(CREATED, session.getCreationTime())
                .field(ACCESSED, session.getLastAccessedTime()).field(KEEP_WHEN_READY, !session.invalidateWhenReady)
                .field(LINKED, session.linkedNumber);
        session.attributes.values().encode(writer, ATTRIBUTE);
        if (session.dialog() != null) {
            StateWriter dialog = new StateWriter();
            session.dialog().encode(dialog);
            writer.field(DIALOG, dialog);
        }
        for (Answer answer : session.answers.all()) {
            StateWriter nested = new StateWriter();
            answer.encode(nested);
            writer.field(ANSWER, nested);
        }
        StateWriter acknowledgements = new StateWriter();
        session.acknowledgements.encode(acknowledgements);
        writer.field(ACKNOWLEDGEMENTS, acknowledgements);
        SessionRouting routing = session.routing();
        if (routing.region() != null) {
            writer.field(REGION, routing.region().getLabel()).field(REGION_TYPE, routing.region().getType().name());
        }
        writer.field(SUBSCRIBER, routing.subscriber()).field(STATE_INFO, routing.stateInfo());
    }

    static void decode(SipApplicationSessionImpl parent, StateReader reader) {
        SipSessionImpl session = null;
        String label = null;
        String type = null;
        String subscriber = null;
        String stateInfo = null;
        while (reader.next()) {
            if (reader.number() == NUMBER) {
                session = new SipSessionImpl(parent, reader.asInt(), null);
                parent.sessions.add(session);
            } else if (session == null) {
                throw new StateFormatException("a SIP session without a number");
            } else {
                switch (reader.number()) {
                    case HANDLER -> session.handler = reader.asString();
                    case CREATED -> session.created = reader.asLong();
                    case ACCESSED -> session.lastAccessed = reader.asLong();
                    case KEEP_WHEN_READY -> session.invalidateWhenReady = !reader.asBoolean();
                    case ATTRIBUTE -> session.attributes.values().decode(reader.nested());
                    case DIALOG -> session.dialog = DialogCodec.decode(reader.nested());
                    case ANSWER -> session.answers.add(Answer.decode(session, reader.nested()));
                    case LINKED -> session.link(reader.asInt());
                    case ACKNOWLEDGEMENTS -> session.acknowledgements.decode(reader.nested());
                    case REGION -> label = reader.asString();
                    case REGION_TYPE -> type = reader.asString();
                    case SUBSCRIBER -> subscriber = reader.asString();
                    case STATE_INFO -> stateInfo = reader.asString();
                    default -> {
                    }
                }
            }
        }
        if (session != null) {
            SipApplicationRoutingRegion region = label == null
                    ? null
                    : new SipApplicationRoutingRegion(label, SipApplicationRoutingRegionType.valueOf(type));
            session.routed(new SessionRouting(region, subscriber, stateInfo));
        }
    }
}
