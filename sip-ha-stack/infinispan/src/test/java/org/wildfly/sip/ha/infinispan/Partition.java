/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.JChannel;
import org.jgroups.View;
import org.jgroups.protocols.DISCARD;
import org.jgroups.protocols.TP;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.stack.ProtocolStack;
import org.wildfly.sip.ha.store.SessionStore;

/** A network between two members that can be cut and mended. */
final class Partition {
    private final List<JChannel> channels;

    Partition(SessionStore one, SessionStore other) {
        this.channels = List.of(TestCluster.channel(one), TestCluster.channel(other));
    }

    /** Lets no message through, and each member know that it is alone. */
    void cut() throws Exception {
        for (JChannel channel : this.channels) {
            DISCARD discard = new DISCARD();
            this.channels.stream().filter(other -> other != channel).forEach(other -> discard.addIgnoreMember(other.getAddress()));
            channel.getProtocolStack().insertProtocol(discard, ProtocolStack.Position.ABOVE, TP.class);
        }
        for (JChannel channel : this.channels) {
            gms(channel).installView(View.create(channel.getAddress(), channel.getView().getViewId().getId() + 1, channel.getAddress()));
        }
    }

    /** Lets messages through again, and the members know of each other. */
    void mend() {
        Map<Address, View> views = new HashMap<>();
        for (JChannel channel : this.channels) {
            channel.getProtocolStack().removeProtocol(DISCARD.class);
            views.put(channel.getAddress(), channel.getView());
        }
        this.channels.forEach(channel -> gms(channel).up(new Event(Event.MERGE, views)));
    }

    private static GMS gms(JChannel channel) {
        return channel.getProtocolStack().findProtocol(GMS.class);
    }
}
