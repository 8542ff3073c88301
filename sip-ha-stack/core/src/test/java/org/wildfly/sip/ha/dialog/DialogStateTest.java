/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.ha.codec.StateFormatException;
import org.wildfly.sip.ha.codec.StateWriter;
import org.wildfly.sip.ha.dialog.DialogState.Option;

class DialogStateTest {
    private final DialogState state = new DialogState(
            new DialogState.Identity("call:a:b", "INVITE", "call", "a", "b", "<sip:a@x>", "\"B\" <sip:b@y>"),
            new DialogState.Path("<sip:b@1.2.3.4>", List.of("Route: <sip:p1;lr>", "Route: <sip:p2;lr>"), "Contact: <sip:a@x>", "TCP", null),
            new DialogState.Numbers(7, -1, 1), new DialogState.FirstTransaction("z9hG4bK1", "INVITE", null),
            new DialogState.LastResponse(200, 7, "INVITE", "a", "b", "call:a:b", 200, 7, 7),
            Option.TERMINATE_ON_BYE.bit(true) | Option.FIRST_SERVER.bit(true), new DialogState.ApplicationData("data", null));

    @Test
    void aDialogComesBackAsItWas() {
        byte[] bytes = DialogStateCodec.encode(this.state);
        assertThat(DialogStateCodec.decode(bytes)).isEqualTo(this.state);
        assertThat(bytes.length).isLessThan(400);
        assertThat(this.state.is(Option.FIRST_SERVER)).isTrue();
        assertThat(this.state.is(Option.SERVER)).isFalse();
    }

    @Test
    void fieldsOfALaterReleaseAreSkipped() {
        byte[] later = new StateWriter().field(77, "new").field(78, 5).toByteArray();
        byte[] bytes = DialogStateCodec.encode(this.state);
        byte[] both = Arrays.copyOf(bytes, bytes.length + later.length);
        System.arraycopy(later, 0, both, bytes.length, later.length);
        assertThat(DialogStateCodec.decode(both)).isEqualTo(this.state);
    }

    @Test
    void bytesThatAreNoDialogAreRefused() {
        byte[] bytes = DialogStateCodec.encode(this.state);
        for (int length = 0; length < 40; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> DialogStateCodec.decode(cut)).isInstanceOf(StateFormatException.class);
        }
    }
}
