/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.dns;

import java.util.List;

import org.wildfly.sip.heartbeat.Transport;

/**
 * What is asked about a host of a SIP URI.
 *
 * @param host       in lower case
 * @param port       of the URI, or -1 if it has none: only then SRV records are asked for
 * @param open       true if the URI names neither a port nor a transport: only then NAPTR records are asked for
 * @param transports those that will do, the first one preferred; not empty
 */
public record TargetQuery(String host, int port, boolean open, List<Transport> transports) {
}
