/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.net.InetAddress;
import java.util.List;

import org.wildfly.sip.balancer.dns.Lookup;
import org.wildfly.sip.balancer.dns.PointerRecord;
import org.wildfly.sip.balancer.dns.SrvRecord;

/**
 * A name server that knows nobody.
 */
final class NoNames implements Lookup {
    @Override
    public List<PointerRecord> pointers(String name) {
        return List.of();
    }

    @Override
    public List<SrvRecord> services(String name) {
        return List.of();
    }

    @Override
    public List<InetAddress> addresses(String host) {
        return List.of();
    }
}
