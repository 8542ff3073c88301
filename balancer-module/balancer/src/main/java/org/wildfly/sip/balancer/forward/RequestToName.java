/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import org.wildfly.sip.balancer.dns.Place;
import org.wildfly.sip.balancer.dns.PlaceChoice;
import org.wildfly.sip.balancer.dns.TargetQuery;
import org.wildfly.sip.balancer.dns.Targets;
import org.wildfly.sip.balancer.message.Answer;
import org.wildfly.sip.balancer.message.HostPort;
import org.wildfly.sip.balancer.message.Method;
import org.wildfly.sip.balancer.message.SipUri;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.statistics.Counter;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Sends a request of a node to a host that has to be looked up (RFC 3263), and to the next of its places if one cannot be reached.
 */
final class RequestToName {
    private final Workplace place;
    private final ClientSending sending;
    private final Rejection rejection;
    private final Predicate<Place> reachable = each -> sender(each) != null;

    RequestToName(Workplace place, ClientSending sending, Rejection rejection) {
        this.place = place;
        this.sending = sending;
        this.rejection = rejection;
    }

    /**
     * Sends the request, at once or when the host has been looked up.
     *
     * @param transport that the URI demands, or that is preferred if it demands none
     * @param origin    the node that has sent it, or null
     */
    void forward(SipUri target, Transport transport, Node origin) {
        DeferredRequests deferred = this.place.forwarding.deferred();
        TargetQuery query = query(target, transport);
        Targets targets = deferred.names().find(query, this.place.resumed ? null : () -> deferred.waiting(RequestCopy.of(this.place)));
        if (targets.isPending()) {
            return;
        }
        Method method = this.place.message.method();
        Place chosen = deferred.places().choose(query, targets, this.place.message.callIdHash(), this.reachable,
                method == Method.ACK || method == Method.CANCEL, this.place.attempt > 0);
        if (chosen == null) {
            this.place.count(Counter.UNRESOLVED);
            this.rejection.reject(Answer.SERVICE_UNAVAILABLE);
            return;
        }
        this.sending.send(sender(chosen), chosen.address(), origin, target.hasTransport(),
                !this.place.isTriedOften() && PlaceChoice.isChoice(targets, this.reachable));
    }

    private TargetQuery query(SipUri target, Transport transport) {
        HostPort host = target.destination();
        String name = new String(this.place.message.bytes(), host.from(), host.hostTo() - host.from(), StandardCharsets.US_ASCII)
                .toLowerCase(Locale.ROOT);
        int port = target.hostPort().port();
        if (target.hasTransport() || target.isSecure()) {
            return new TargetQuery(name, port, port < 0 && !target.hasTransport(), List.of(transport));
        }
        List<Transport> transports = this.place.forwarding.transports().forNames();
        // What stands at a port that is given is not encrypted unless the URI says so (RFC 3263 section 4.1).
        return new TargetQuery(name, port, port < 0, port < 0
                ? transports
                : transports.stream().filter(each -> each == transport || !TransportChoice.isSecure(each)).toList());
    }

    private ListeningPoint sender(Place to) {
        return this.place.own().sender(Leg.EXTERNAL, to.transport(), ListeningPoint.isV4(to.address().getAddress()));
    }
}
