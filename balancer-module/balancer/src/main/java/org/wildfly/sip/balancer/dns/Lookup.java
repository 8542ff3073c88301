/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.dns;

import java.net.InetAddress;
import java.util.List;

/**
 * Asks the domain name system. Waits; for any thread.
 */
public interface Lookup {

    /** The NAPTR records of a name that lead to SRV records; empty if there are none or nobody answers. */
    List<PointerRecord> pointers(String name);

    /** The SRV records of a name; empty if there are none or nobody answers. */
    List<SrvRecord> services(String name);

    /** The addresses of a host; empty if there are none or nobody answers. */
    List<InetAddress> addresses(String host);
}
