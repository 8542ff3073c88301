/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.transport;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sip.address.SipURI;

import gov.nist.javax.sip.address.SipUri;

/** What peers are told of this node's connectors, by transport. Safe for use by many threads. */
public final class LocalAddresses {
    private final Map<String, Local> locals = new ConcurrentHashMap<>();

    /**
     * A connector as peers see it.
     *
     * @param transport in capitals
     * @param host an address or a name
     * @param port its port
     * @param boundHost the address that is bound
     * @param boundPort the port that is bound
     */
    public record Local(String transport, String host, int port, String boundHost, int boundPort) {
        /** A new URI of the connector. */
        public SipURI uri() {
            return this.uri(this.host, this.port);
        }

        /** A new URI by which the node reaches the connector itself, for a Route. */
        SipURI boundUri() {
            SipURI uri = this.uri(this.boundHost, this.boundPort);
            uri.setLrParam();
            return uri;
        }

        private SipUri uri(String uriHost, int uriPort) {
            try {
                SipUri uri = new SipUri();
                uri.setHost(uriHost);
                uri.setPort(uriPort);
                if (!this.transport.equals("UDP")) {
                    uri.setTransportParam(this.transport.toLowerCase(Locale.ROOT));
                }
                return uri;
            } catch (java.text.ParseException invalid) {
                throw new IllegalStateException("host " + uriHost + " of a connector", invalid);
            }
        }

        private boolean is(String name, int number) {
            return number == this.port && name.equalsIgnoreCase(this.host)
                    || number == this.boundPort && name.equalsIgnoreCase(this.boundHost);
        }
    }

    /** Adds a connector; of two with the same transport the first one sends. */
    public void add(Local local) {
        this.locals.putIfAbsent(local.transport(), local);
    }

    /** Removes a connector. */
    public void remove(Local local) {
        this.locals.remove(local.transport(), local);
    }

    /** The connector that sends with a transport; null if there is none. */
    public Local of(String transport) {
        return this.locals.get(transport.toUpperCase(Locale.ROOT));
    }

    /** All connectors. */
    public List<Local> all() {
        return List.copyOf(this.locals.values());
    }

    /** The connectors' URIs. */
    public List<SipURI> uris() {
        return this.locals.values().stream().map(Local::uri).toList();
    }

    /** Whether a URI names a connector of this node. */
    public boolean isConnector(SipURI uri) {
        int port = uri.getPort() < 0 ? 5060 : uri.getPort();
        for (Local local : this.locals.values()) {
            if (local.is(uri.getHost(), port)) {
                return true;
            }
        }
        return false;
    }
}
