/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.dialog;

import java.util.ArrayList;
import java.util.List;

import org.wildfly.sip.ha.codec.StateFormatException;
import org.wildfly.sip.ha.codec.StateReader;
import org.wildfly.sip.ha.codec.StateWriter;

/** The bytes of a {@link DialogState}. Numbers of fields are never used for something else; new ones are added. */
final class DialogStateCodec {
    private static final int ID = 1;
    private static final int METHOD = 2;
    private static final int CALL_ID = 3;
    private static final int LOCAL_TAG = 4;
    private static final int REMOTE_TAG = 5;
    private static final int LOCAL_PARTY = 6;
    private static final int REMOTE_PARTY = 7;
    private static final int REMOTE_TARGET = 8;
    private static final int ROUTE = 9;
    private static final int CONTACT = 10;
    private static final int TRANSPORT = 11;
    private static final int EVENT = 12;
    private static final int LOCAL_CSEQ = 13;
    private static final int REMOTE_CSEQ = 14;
    private static final int ORIGINAL_CSEQ = 15;
    private static final int FIRST_ID = 16;
    private static final int FIRST_METHOD = 17;
    private static final int FIRST_MERGE_ID = 18;
    private static final int LAST_STATUS = 19;
    private static final int LAST_CSEQ = 20;
    private static final int LAST_METHOD = 21;
    private static final int LAST_FROM_TAG = 22;
    private static final int LAST_TO_TAG = 23;
    private static final int LAST_DIALOG_ID = 24;
    private static final int INVITE_STATUS = 25;
    private static final int INVITE_CSEQ = 26;
    private static final int INVITE_OK = 27;
    private static final int OPTIONS = 28;
    private static final int DATA_TEXT = 29;
    private static final int DATA_BYTES = 30;
    private static final int FIELDS = 31;

    private DialogStateCodec() {
    }

    static byte[] encode(DialogState state) {
        StateWriter out = new StateWriter();
        DialogState.Identity identity = state.identity();
        out.field(ID, identity.id()).field(METHOD, identity.method()).field(CALL_ID, identity.callId());
        out.field(LOCAL_TAG, identity.localTag()).field(REMOTE_TAG, identity.remoteTag());
        out.field(LOCAL_PARTY, identity.localParty()).field(REMOTE_PARTY, identity.remoteParty());
        DialogState.Path path = state.path();
        out.field(REMOTE_TARGET, path.remoteTarget());
        path.routes().forEach(route -> out.field(ROUTE, route));
        out.field(CONTACT, path.contact()).field(TRANSPORT, path.transport()).field(EVENT, path.event());
        DialogState.Numbers numbers = state.numbers();
        out.field(LOCAL_CSEQ, numbers.local()).field(REMOTE_CSEQ, numbers.remote()).field(ORIGINAL_CSEQ, numbers.originalLocal());
        DialogState.FirstTransaction first = state.first();
        out.field(FIRST_ID, first.id()).field(FIRST_METHOD, first.method()).field(FIRST_MERGE_ID, first.mergeId());
        DialogState.LastResponse last = state.last();
        out.field(LAST_STATUS, last.status()).field(LAST_CSEQ, last.sequenceNumber()).field(LAST_METHOD, last.method());
        out.field(LAST_FROM_TAG, last.fromTag()).field(LAST_TO_TAG, last.toTag()).field(LAST_DIALOG_ID, last.dialogId());
        out.field(INVITE_STATUS, last.inviteStatus()).field(INVITE_CSEQ, last.inviteSequenceNumber()).field(INVITE_OK, last.inviteOk());
        out.field(OPTIONS, state.options()).field(DATA_TEXT, state.data().text()).field(DATA_BYTES, state.data().bytes());
        return out.toByteArray();
    }

    /** @throws StateFormatException if the bytes are no dialog */
    static DialogState decode(byte[] bytes) {
        String[] texts = new String[FIELDS];
        long[] numbers = new long[FIELDS];
        List<String> routes = new ArrayList<>();
        byte[] data = null;
        StateReader in = new StateReader(bytes);
        while (in.next()) {
            switch (in.number()) {
                case ROUTE -> routes.add(in.asString());
                case DATA_BYTES -> data = in.asBytes();
                case LOCAL_CSEQ, REMOTE_CSEQ, ORIGINAL_CSEQ, LAST_STATUS, LAST_CSEQ, INVITE_STATUS, INVITE_CSEQ, INVITE_OK, OPTIONS ->
                    numbers[in.number()] = in.asLong();
                default -> {
                    if (in.number() < FIELDS) {
                        texts[in.number()] = in.asString();
                    }
                }
            }
        }
        if (texts[ID] == null || texts[CALL_ID] == null || texts[LOCAL_PARTY] == null || texts[REMOTE_PARTY] == null) {
            throw new StateFormatException("a dialog without id or parties");
        }
        return new DialogState(
                new DialogState.Identity(texts[ID], texts[METHOD], texts[CALL_ID], texts[LOCAL_TAG], texts[REMOTE_TAG], texts[LOCAL_PARTY],
                        texts[REMOTE_PARTY]),
                new DialogState.Path(texts[REMOTE_TARGET], routes, texts[CONTACT], texts[TRANSPORT], texts[EVENT]),
                new DialogState.Numbers(numbers[LOCAL_CSEQ], numbers[REMOTE_CSEQ], numbers[ORIGINAL_CSEQ]),
                new DialogState.FirstTransaction(texts[FIRST_ID], texts[FIRST_METHOD], texts[FIRST_MERGE_ID]),
                new DialogState.LastResponse((int) numbers[LAST_STATUS], numbers[LAST_CSEQ], texts[LAST_METHOD], texts[LAST_FROM_TAG],
                        texts[LAST_TO_TAG], texts[LAST_DIALOG_ID], (int) numbers[INVITE_STATUS], numbers[INVITE_CSEQ], numbers[INVITE_OK]),
                (int) numbers[OPTIONS], new DialogState.ApplicationData(texts[DATA_TEXT], data));
    }
}
