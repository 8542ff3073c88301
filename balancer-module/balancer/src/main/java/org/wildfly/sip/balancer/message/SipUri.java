/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

import java.nio.charset.StandardCharsets;

import org.wildfly.sip.heartbeat.Transport;

/**
 * A URI of a Request-URI or Route value, as far as a balancer reads it. A reusable view: valid until the next parse.
 */
public final class SipUri {
    private static final byte[] SIP = word("sip");
    private static final byte[] SIPS = word("sips");
    private static final byte[] TRANSPORT = word("transport");
    private static final long FLOW = Parameter.letters("i");
    private static final long LOOSE = Parameter.letters("lr");
    private static final long MADDR = Parameter.letters("maddr");
    private static final byte[] NODE_HOST = word("node_host");
    private static final byte[] NODE_PORT = word("node_port");
    private static final long NODE_VERSION = Parameter.letters("version");
    private static final byte[] NODE_CHECK = word("node_check");

    private final HostPort hostPort = new HostPort();
    private final HostPort maddr = new HostPort();
    private final HostPort nodeHost = new HostPort();
    private final Parameter parameter = new Parameter();
    private byte[] bytes;
    private int schemeFrom;
    private int schemeTo;
    private boolean sip;
    private boolean headers;
    private boolean secure;
    private Transport transport;
    private boolean transportUnknown;
    private int flowFrom;
    private int flowTo;
    private boolean user;
    private int parametersFrom;
    private int parametersTo;
    private boolean hasMaddr;
    private boolean hasNodeHost;
    private int nodeHostFrom;
    private int nodeHostTo;
    private int nodePort;
    private int versionFrom;
    private int versionTo;
    private int checkFrom;
    private int checkTo;

    /** Reads a Route value: the URI in the angle brackets, or the whole value up to its parameters. False if it is malformed. */
    boolean parseNameAddr(byte[] bytes, int from, int to) {
        int open = Ascii.separator(bytes, from, to, '<');
        if (open == to) {
            return parse(bytes, Ascii.skipSpace(bytes, from, to), Ascii.trimEnd(bytes, from, to));
        }
        int close = Ascii.indexOf(bytes, open, to, '>');
        return close >= 0 && parse(bytes, open + 1, close);
    }

    /** Reads a URI. False if it is malformed; one of another scheme than sip and sips is not. */
    boolean parse(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.transport = null;
        this.transportUnknown = false;
        this.flowTo = 0;
        this.hasNodeHost = false;
        this.hasMaddr = false;
        this.headers = false;
        this.nodePort = -1;
        this.versionFrom = 0;
        this.versionTo = 0;
        this.checkFrom = 0;
        this.checkTo = 0;
        int colon = Ascii.indexOf(bytes, from, to, ':');
        if (colon <= from || !UriScheme.isGood(bytes, from, colon)) {
            return false;
        }
        this.schemeFrom = from;
        this.schemeTo = colon;
        this.secure = Ascii.is(bytes, from, colon, SIPS);
        this.sip = this.secure || Ascii.is(bytes, from, colon, SIP);
        if (!this.sip) {
            return true;
        }
        int mark = Ascii.indexOfEither(bytes, colon, to, '@', '?');
        int at = mark < 0 || bytes[mark] == '@' ? mark : Ascii.indexOf(bytes, mark, to, '@');
        int hostFrom = at < 0 ? colon + 1 : at + 1;
        int end = mark < 0 ? -1 : Ascii.indexOf(bytes, hostFrom, to, '?');
        this.headers = end >= 0;
        end = end < 0 ? to : end;
        int parameters = Ascii.indexOf(bytes, hostFrom, end, ';');
        parameters = parameters < 0 ? end : parameters;
        this.user = at >= 0;
        this.parametersFrom = parameters;
        this.parametersTo = end;
        if (!this.hostPort.parse(bytes, hostFrom, parameters)) {
            return false;
        }
        while (parameters < end) {
            parameters = this.parameter.parse(bytes, parameters + 1, end);
            read(this.parameter);
        }
        return true;
    }

    private void read(Parameter p) {
        if (p.is(TRANSPORT)) {
            this.transport = TransportName.of(this.bytes, p.valueFrom(), p.valueTo());
            this.transportUnknown = this.transport == null;
        } else if (p.is(FLOW)) {
            this.flowFrom = p.valueFrom();
            this.flowTo = p.valueTo();
        } else if (p.is(MADDR)) {
            this.hasMaddr = this.maddr.parse(this.bytes, p.valueFrom(), p.valueTo());
        } else if (p.is(NODE_HOST)) {
            this.nodeHostFrom = p.valueFrom();
            this.nodeHostTo = p.valueTo();
            this.hasNodeHost = this.nodeHost.parseAddress(this.bytes, p.valueFrom(), p.valueTo());
        } else if (p.is(NODE_PORT)) {
            this.nodePort = Ascii.number(this.bytes, p.valueFrom(), p.valueTo());
        } else if (p.is(NODE_VERSION)) {
            this.versionFrom = p.valueFrom();
            this.versionTo = p.valueTo();
        } else if (p.is(NODE_CHECK)) {
            this.checkFrom = p.valueFrom();
            this.checkTo = p.valueTo();
        }
    }

    /** True for the schemes sip and sips; only then host, port and parameters are there. */
    public boolean isSip() {
        return this.sip;
    }

    /** True if the scheme is this text, which must be in lower case. */
    public boolean isScheme(byte[] lowerCaseText) {
        return Ascii.is(this.bytes, this.schemeFrom, this.schemeTo, lowerCaseText);
    }

    /** True if headers are part of the URI, which is not allowed where it says where a request goes (RFC 3261 section 19.1.1). */
    boolean hasHeaders() {
        return this.headers;
    }

    /** True for the scheme sips. */
    public boolean isSecure() {
        return this.secure;
    }

    /** The host to which a request goes: that of the maddr parameter if there is one (RFC 3261 section 19.1.1). */
    public HostPort destination() {
        return this.hasMaddr ? this.maddr : this.hostPort;
    }

    /** Host and port. */
    public HostPort hostPort() {
        return this.hostPort;
    }

    /** True if there is a transport parameter. */
    public boolean hasTransport() {
        return this.transport != null || this.transportUnknown;
    }

    /**
     * The transport parameter, or UDP if there is none, or null if it is not known. Of a SIPS URI the one that is encrypted: TLS, also for
     * TCP (RFC 3261 section 26.2.2), and WSS for WS (RFC 7118); null for UDP.
     */
    public Transport transport() {
        if (!this.secure || this.transportUnknown) {
            return this.transportUnknown ? null : this.transport == null ? Transport.UDP : this.transport;
        }
        return this.transport == Transport.UDP
                ? null
                : this.transport == Transport.WS || this.transport == Transport.WSS ? Transport.WSS : Transport.TLS;
    }

    /** The name of a connection that a balancer has written into its own Route or Path, or -1. */
    public long flowToken() {
        return hasFlow() ? Ascii.hex(this.bytes, this.flowFrom, this.flowTo) : -1;
    }

    /** True if there is a name of a way back to a client: of a connection, or of an address. */
    public boolean hasFlow() {
        return this.flowTo > 0;
    }

    /** The index of the first byte of that name. */
    public int flowFrom() {
        return this.flowFrom;
    }

    /** The index after the last byte of that name. */
    public int flowTo() {
        return this.flowTo;
    }

    /** True if there is a user before the host. */
    public boolean hasUser() {
        return this.user;
    }

    /** True if who it names is a loose router (RFC 3261 section 19.1.1). Searches. */
    public boolean isLoose() {
        return has(LOOSE);
    }

    /** True if there is a parameter of a name. Searches. */
    boolean has(long letters) {
        return this.parameter.isIn(this.bytes, this.parametersFrom, this.parametersTo, letters);
    }

    /** The node's address of {@code node_host}, or null unless that and {@code node_port} are there. */
    public HostPort nodeHost() {
        return this.hasNodeHost && this.nodePort > 0 ? this.nodeHost : null;
    }

    /** The port of {@code node_port}. */
    public int nodePort() {
        return this.nodePort;
    }

    /** The index of the first byte of the node's version. */
    public int versionFrom() {
        return this.versionFrom;
    }

    /** The index after the last byte of the node's version; the same as that of the first if there is none. */
    public int versionTo() {
        return this.versionTo;
    }

    /** Feeds what names the node into a hash. */
    public void hashNode(SipHash hash) {
        hash.update(this.bytes, this.nodeHostFrom, this.nodeHostTo).update('|').updateInt(this.nodePort).update('|')
                .update(this.bytes, this.versionFrom, this.versionTo);
    }

    /** True if {@code node_check} is this number in hexadecimal. */
    public boolean isNodeCheck(long expected) {
        return HexText.is(this.bytes, this.checkFrom, this.checkTo, expected);
    }

    private static byte[] word(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
