/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone.message;

import java.net.InetSocketAddress;

/**
 * A SIP URI (RFC 3261 section 19.1), as far as a phone needs it.
 *
 * @param user null if there is none
 * @param host a name or an IPv4 address
 * @param port 5060 if none was given
 * @param parameters with their semicolons; empty if there are none
 */
public record SipUri(String user, String host, int port, String parameters) {
    private static final int DEFAULT_PORT = 5060;

    /**
     * Parses a URI.
     *
     * @throws IllegalArgumentException if it is no SIP URI
     */
    public static SipUri parse(String text) {
        if (!text.startsWith("sip:")) {
            throw new IllegalArgumentException("No SIP URI: " + text);
        }
        int question = text.indexOf('?');
        String rest = text.substring(4, question < 0 ? text.length() : question);
        int at = rest.indexOf('@');
        String user = at < 0 ? null : rest.substring(0, at);
        rest = rest.substring(at + 1);
        int semicolon = rest.indexOf(';');
        String parameters = semicolon < 0 ? "" : rest.substring(semicolon);
        String hostPort = semicolon < 0 ? rest : rest.substring(0, semicolon);
        int colon = hostPort.indexOf(':');
        return new SipUri(user, colon < 0 ? hostPort : hostPort.substring(0, colon),
                colon < 0 ? DEFAULT_PORT : Integer.parseInt(hostPort.substring(colon + 1)), parameters);
    }

    /** A parameter; null if there is none, empty if it has no value. */
    public String parameter(String name) {
        return NameAddress.parameterOf(this.parameters, name);
    }

    /** Where a request for it goes; no look-up by RFC 3263. */
    public InetSocketAddress address() {
        return new InetSocketAddress(this.host, this.port);
    }
}
