/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.util.ArrayList;
import java.util.List;

import javax.servlet.sip.SipSession.State;

import org.wildfly.sip.ha.codec.StateFormatException;
import org.wildfly.sip.ha.codec.StateReader;
import org.wildfly.sip.ha.codec.StateWriter;

/** A dialog within the bytes of its SipSession. */
final class DialogCodec {
    private static final int CALL_ID = 1;
    private static final int LOCAL_PARTY = 2;
    private static final int LOCAL_TAG = 3;
    private static final int REMOTE_PARTY = 4;
    private static final int REMOTE_TAG = 5;
    private static final int LOCAL_CSEQ = 6;
    private static final int REMOTE_CSEQ = 7;
    private static final int ROUTE = 8;
    private static final int REMOTE_TARGET = 9;
    private static final int STATE = 10;
    private static final int SERVER = 11;
    private static final int INTERNAL = 12;

    private DialogCodec() {
    }

    static void encode(Dialog dialog, StateWriter writer) {
        writer.field(CALL_ID, dialog.callId).field(LOCAL_PARTY, dialog.localParty).field(LOCAL_TAG, dialog.localTag)
                .field(REMOTE_PARTY, dialog.remoteParty).field(REMOTE_TAG, dialog.remoteTag).field(LOCAL_CSEQ, dialog.localSequence)
                .field(REMOTE_CSEQ, dialog.remoteSequence).field(REMOTE_TARGET, dialog.remoteTarget).field(STATE, dialog.state.name())
                .field(SERVER, dialog.server).field(INTERNAL, dialog.internal);
        dialog.routes.forEach(route -> writer.field(ROUTE, route));
    }

    static Dialog decode(StateReader reader) {
        Dialog dialog = new Dialog();
        List<String> routes = new ArrayList<>();
        while (reader.next()) {
            switch (reader.number()) {
                case CALL_ID -> dialog.callId = reader.asString();
                case LOCAL_PARTY -> dialog.localParty = reader.asString();
                case LOCAL_TAG -> dialog.localTag = reader.asString();
                case REMOTE_PARTY -> dialog.remoteParty = reader.asString();
                case REMOTE_TAG -> dialog.remoteTag = reader.asString();
                case LOCAL_CSEQ -> dialog.localSequence = reader.asLong();
                case REMOTE_CSEQ -> dialog.remoteSequence = reader.asLong();
                case ROUTE -> routes.add(reader.asString());
                case REMOTE_TARGET -> dialog.remoteTarget = reader.asString();
                case STATE -> dialog.state = state(reader.asString());
                case SERVER -> dialog.server = reader.asBoolean();
                case INTERNAL -> dialog.internal = reader.asBoolean();
                default -> {
                }
            }
        }
        dialog.routes = List.copyOf(routes);
        return dialog;
    }

    private static State state(String name) {
        try {
            return State.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new StateFormatException("dialog state " + name, unknown);
        }
    }
}
