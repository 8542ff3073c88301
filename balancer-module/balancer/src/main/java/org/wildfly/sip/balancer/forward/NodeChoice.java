/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import org.wildfly.sip.balancer.message.HostPort;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.message.SipUri;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.Nodes;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * Finds the node for a request that goes to a node: the one that the balancer's own Route names, or that the request is addressed to,
 * while it lives; else the one that the algorithm chooses.
 */
final class NodeChoice {
    private final Workplace place;

    NodeChoice(Workplace place) {
        this.place = place;
    }

    /**
     * True if a request is a node's, where both legs have one port: if it comes from where a node is, or says so and comes from the node's
     * host. What anybody can say does not make the balancer send to whatever host he likes; what the operator names besides is believed.
     */
    boolean isFromNode() {
        Arrival arrival = this.place.arrival;
        if (this.place.nodes.byAddress(arrival.high(), arrival.low(), arrival.port()) != null) {
            return true;
        }
        HostPort sentBy = this.place.message.topVia().sentBy();
        boolean same = arrival.isFrom(sentBy) && sentBy.port(5060) == arrival.port();
        Node said = same ? null : this.place.nodes.byAddress(sentBy, sentBy.port(5060));
        return said != null && said.hasHost(arrival.high(), arrival.low()) || this.place.forwarding.rules().isExtraServer(sentBy);
    }

    /** The node, or null if there is none. */
    Node choose(RouteSet routes) {
        SipMessage message = this.place.message;
        Nodes nodes = this.place.nodes;
        Node named = named(routes);
        if (named != null && isFor(named, message)) {
            return this.place.algorithm().follow(message, nodes, named);
        }
        // Of a call that no Route gives to a node, the algorithm alone knows.
        Node moved = named == null && routes.hint() == null ? null : this.place.algorithm().moved(message, nodes);
        return moved == null ? instead(named, routes.hint()) : moved;
    }

    /** The node that the algorithm chooses for a message that was meant for another, perhaps dead, or for none (null). */
    Node instead(Node named) {
        return instead(named, null);
    }

    private Node instead(Node named, SipUri hint) {
        Node dead = named == null || named.isReachable() ? null : named;
        Nodes nodes = this.place.nodes;
        if (dead != null) {
            nodes = nodes.preferring(dead.description().version());
        } else if (hint != null && this.place.message.hasToTag()) {
            // The node is not known any more, but others that run what it ran may be.
            nodes = nodes.preferring(this.place.message.bytes(), hint.versionFrom(), hint.versionTo());
        }
        Node chosen = this.place.algorithm().select(this.place.message, nodes, dead);
        if (dead != null && chosen != null) {
            this.place.count(Counter.FAILED_OVER);
        }
        return chosen;
    }

    /** The node of {@code node_host} and {@code node_port} in a URI, in any state; null if there is none that may be followed. */
    Node hinted(SipUri uri) {
        if (uri == null || !uri.isSip() || uri.nodeHost() == null) {
            return null;
        }
        if (!this.place.forwarding.check().isGood(uri, this.place.hash)) {
            this.place.count(Counter.FORGED_HINTS);
            return null;
        }
        return this.place.nodes.byAddress(uri.nodeHost(), uri.nodePort());
    }

    /** The node that a URI is the address of, in any state, or null. */
    Node addressed(SipUri uri) {
        return uri != null && uri.isSip() ? this.place.nodes.byAddress(uri.destination(), uri.hostPort().port(5060)) : null;
    }

    private Node named(RouteSet routes) {
        Node hinted = hinted(routes.hint());
        SipUri target = routes.next() == null ? this.place.message.requestUri() : routes.next();
        hinted = hinted == null ? hinted(this.place.message.requestUri()) : hinted;
        Node addressed = addressed(target);
        return hinted != null && (hinted.isReachable() || addressed == null || !addressed.isReachable()) ? hinted : addressed;
    }

    private static boolean isFor(Node node, SipMessage message) {
        return node.isReachable() && (node.state() == NodeState.UP || message.hasToTag());
    }
}
