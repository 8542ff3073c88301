/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.wildfly.sip.balancer.config.BalancerConfiguration.Advertised;
import org.wildfly.sip.balancer.config.BalancerConfiguration.Advertising;
import org.wildfly.sip.balancer.config.BalancerConfiguration.HostName;

/**
 * Gives the places where the balancer listens the names by which others know them.
 */
public final class AdvertisedPlaces {
    private final Advertising advertising;

    public AdvertisedPlaces(Advertising advertising) {
        this.advertising = advertising;
    }

    /** The places, in the same order. */
    public List<ListeningPoint> of(List<ListeningPoint> points) {
        return points.stream().map(this::of).toList();
    }

    private ListeningPoint of(ListeningPoint point) {
        boolean external = point.leg() == Leg.EXTERNAL;
        Advertised front = external ? this.advertising.external() : this.advertising.internal();
        List<HostName> publicHosts = external ? this.advertising.publicHosts() : List.of();
        int port = front.hosts().isEmpty()
                ? point.bound().getPort()
                : front.ports().getOrDefault(point.transport(), point.bound().getPort());
        String bound = ListeningPoint.text(point.bound());
        Optional<String> frontText = first(front.hosts(), point, port);
        Optional<String> publicText = first(publicHosts, point, port);
        String route = publicText.or(() -> frontText).orElse(bound);
        String via = publicText.or(() -> frontText.filter(text -> this.advertising.inVia())).orElse(bound);
        List<OwnName> names = new ArrayList<>();
        Stream.concat(front.hosts().stream(), publicHosts.stream()).forEach(host -> names.add(OwnName.of(host, port)));
        if (external) {
            this.advertising.routeNames().forEach(name -> names.add(OwnName.anyPort(name, this.advertising.subdomains())));
        }
        return names.isEmpty() ? point : point.advertising(via, route, names);
    }

    /** Host and port of the first host that is of the place's family, or a name. */
    private static Optional<String> first(List<HostName> hosts, ListeningPoint point, int port) {
        return hosts.stream().filter(host -> host.address() == null || ListeningPoint.isV4(host.address()) == point.isV4())
                .map(host -> host.text() + ':' + port).findFirst();
    }
}
