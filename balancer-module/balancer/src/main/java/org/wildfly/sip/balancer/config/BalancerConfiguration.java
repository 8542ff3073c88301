/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.wildfly.sip.balancer.network.Network;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.Transport;

/**
 * The configuration of a balancer. Immutable, complete, checked.
 *
 * @param external      where clients send
 * @param internal      where nodes send; the same as external if there is one set of ports for both
 * @param crossing      what transport a request takes on the other leg
 * @param heartbeat     where and how nodes announce themselves
 * @param fixedNodes    the nodes that do not announce themselves
 * @param algorithm     how nodes are chosen
 * @param health        when a node gets fewer calls than the others
 * @param routeSecret   the key of the check values in Record-Route, or null
 * @param transport     limits of the transports
 * @param routing       how requests are treated
 * @param tls           what certificates are shown and trusted
 * @param advertising   by which addresses others know the balancer, besides those where it listens
 * @param operations    how the balancer is watched, operated and stopped
 * @param capture       which messages are kept and sent to Homer
 * @param logLevel      of this balancer's categories, or null to leave it
 * @param http          the HTTP side, or null if there is none
 * @param effective     all keys with their values
 */
public record BalancerConfiguration(SipLeg external, SipLeg internal, Crossing crossing, Heartbeat heartbeat, FixedNodes fixedNodes,
        AlgorithmConfiguration algorithm, HealthConfiguration health, String routeSecret, Transports transport, Routing routing,
        Advertising advertising, Operations operations,
        TlsConfiguration tls, Capture capture, LogLevel logLevel, HttpConfiguration http,
        EffectiveSettings effective) {

    /**
     * One side of the balancer.
     *
     * @param text      its host as it was written, which is the default for what else is on that side
     * @param host      the address of that host
     * @param endpoints where it listens for SIP: one for each transport and family at most, at least one
     */
    public record SipLeg(String text, InetAddress host, List<Endpoint> endpoints) {
    }

    /**
     * Where a balancer listens for SIP over one transport.
     *
     * @param key of the port, for messages
     */
    public record Endpoint(Transport transport, Address address, String key) {
    }

    /**
     * What transport a request takes on the other leg.
     *
     * @param internal  the only one towards nodes, or null: that of the client if the node has it
     * @param external  the one towards clients whose URI names none, or null: UDP
     * @param terminate true if what comes encrypted goes to nodes in the clear
     */
    public record Crossing(Transport internal, Transport external, boolean terminate) {
    }

    /**
     * Where a balancer listens.
     *
     * @param text the host as it was written
     * @param host its address
     * @param port 0 for any free one
     */
    public record Address(String text, InetAddress host, int port) {
    }

    /**
     * How nodes announce themselves.
     *
     * @param address             where the native heartbeat listens
     * @param secret              shared with the nodes, or null
     * @param remoteWithoutSecret true if nodes on other hosts are taken although there is no secret
     * @param allowed             from where nodes are taken; empty for the default
     * @param nodeTimeout         how long a silent node is taken for alive
     * @param interval            how often silence is looked for
     * @param httpPort            where the HTTP heartbeat listens, 0 for any free port, negative if there is none
     * @param rmiPort             where the RMI registry listens, 0 for any free port, negative if there is none
     * @param rmiObjectPort       where the object in the RMI registry listens, 0 for any free port
     * @param tls                 the certificates of the native heartbeat; null for no TLS
     */
    public record Heartbeat(Address address, String secret, boolean remoteWithoutSecret, List<Network> allowed,
            Duration nodeTimeout, Duration interval, int httpPort, int rmiPort, int rmiObjectPort, TlsConfiguration tls) {
    }

    /**
     * Nodes that do not announce themselves.
     *
     * @param nodes          the nodes
     * @param unprobed       further nodes, which are always taken for alive
     * @param probeInterval  how often nodes are asked whether they are alive; zero for never
     * @param probeTimeout   how long an answer may take
     * @param probeFailures  how many answers must be missing until a node is DOWN
     * @param probeAnnounced true if nodes that announce themselves are asked, too
     */
    public record FixedNodes(List<NodeDescription> nodes, List<NodeDescription> unprobed, Duration probeInterval, Duration probeTimeout,
            int probeFailures, boolean probeAnnounced) {
    }

    /**
     * Limits of the transports.
     *
     * @param maxMessageSize       the longest message, in bytes
     * @param udpReceiveBufferSize asked of the system, in bytes
     * @param udpSendBufferSize    asked of the system, in bytes
     * @param udpThreads           how many sockets with a thread each serve a UDP port
     * @param tcpThreads           how many threads serve TCP connections
     * @param maxConnections       how many TCP connections there may be per port
     * @param connectTimeout       how long connecting may take
     * @param idleTimeout          how long a TCP connection on which nothing comes is kept
     */
    public record Transports(int maxMessageSize, int udpReceiveBufferSize, int udpSendBufferSize, int udpThreads, int tcpThreads,
            int maxConnections, Duration connectTimeout, Duration idleTimeout) {
    }

    /**
     * How requests are treated.
     *
     * @param responseTimes   true if it is measured how long nodes take to answer
     * @param overloadControl true if nodes are asked how busy they are (RFC 7339)
     * @param retryAfter      what a client is told to wait when there is no node, in seconds
     * @param sendTrying      true if an INVITE is answered with a 100 at once
     * @param uriSchemes      schemes of Request-URIs, besides sip and sips, that nodes take; in lower case
     * @param extensions      option tags in Proxy-Require that are left to the nodes; in lower case
     * @param blocked         texts in User-Agent, From or To of whom nothing is taken
     * @param answerBlocked   true if they are answered with a 403, false if what they send is dropped
     * @param registerPath    which registrations are led back through this balancer (RFC 3327)
     * @param initialRemote   true if nodes are told the addresses of clients in headers of their own
     * @param failoverMaxBytes how much of the requests that came over connections is kept until nodes answer; 0 for nothing
     * @param dnsServers      to be asked for the hosts in URIs, each {@code host} or {@code host:port}; empty for those of the system
     * @param udpFlows        true if clients on UDP behind NATs are reached where they send from (RFC 5626)
     * @param maxUdpRequestSize how long a request to a client or another host may be over UDP, in bytes; 0 for as long as may be
     * @param maxUdpNodeRequestSize the same to a node
     * @param extraServers    where nodes are that have not announced themselves, as they stand in Via; for one port for both sides
     */
    public record Routing(boolean responseTimes, boolean overloadControl, int retryAfter, boolean sendTrying, List<String> uriSchemes,
            List<String> extensions, List<String> blocked, boolean answerBlocked, RegisterPath registerPath,
            boolean initialRemote, int failoverMaxBytes, List<String> dnsServers, boolean udpFlows, int maxUdpRequestSize,
            int maxUdpNodeRequestSize,
            List<Server> extraServers) {
    }

    /**
     * Which registrations are led back through this balancer (RFC 3327).
     */
    public enum RegisterPath {
        /** Those of clients that say that they know of it, and those that come over a connection. */
        SUPPORTED,
        /** All. */
        ALWAYS,
        /** None. */
        NEVER
    }

    /** A host and a port. */
    public record Server(HostName host, int port) {
    }

    /**
     * By which addresses others know the balancer, besides those where it listens.
     *
     * @param external        those of an IP load balancer between clients and this balancer
     * @param internal        those of one between nodes and this balancer
     * @param inVia           true if they stand in Via, too, not only in Record-Route
     * @param publicHosts     those by which clients on the other side of a NAT know it
     * @param privateNetworks where the clients are who know it by the addresses where it listens
     * @param routeNames      host names which in a Route stand for the balancer, whatever the port
     * @param subdomains      true if what ends in one of them does, too
     */
    public record Advertising(Advertised external, Advertised internal, boolean inVia, List<HostName> publicHosts,
            List<Network> privateNetworks, List<String> routeNames, boolean subdomains) {
    }

    /**
     * The addresses of something in front of the balancer.
     *
     * @param hosts the first of each family is the one that the balancer says; none if there is nothing in front
     * @param ports by transport; that where the balancer listens if it is missing
     */
    public record Advertised(List<HostName> hosts, Map<Transport, Integer> ports) {
    }

    /**
     * A host as it stands in a message.
     *
     * @param text    IPv6 in brackets
     * @param address null if it is a name
     */
    public record HostName(String text, InetAddress address) {
    }

    /**
     * How a balancer is watched, operated and stopped.
     *
     * @param address         where to listen for operators, or null for nowhere
     * @param chosen          true if the port is not the default; the balancer does without that one if another process has it
     * @param encrypted       true if HTTPS is spoken there
     * @param user            who may operate it, or null if everybody on this host may
     * @param password        of the user, or null
     * @param shutdownTimeout how long a balancer that is told to stop goes on at most
     */
    public record Operations(Address address, boolean chosen, boolean encrypted, String user, String password, Duration shutdownTimeout) {
    }

    /**
     * Which messages are kept and sent to Homer.
     *
     * @param bufferSize  how many bytes of messages are kept
     * @param every       one of how many calls is captured
     * @param hep         where Homer takes packets of HEPv3 over UDP, or null
     * @param hepId       the number of this balancer there
     * @param hepPassword that Homer wants, or null
     */
    public record Capture(int bufferSize, int every, InetSocketAddress hep, int hepId, String hepPassword) {
        /** True if messages are captured at all. */
        public boolean isOn() {
            return this.bufferSize > 0 || this.hep != null;
        }
    }

    /** True if clients and nodes send to the same port. */
    public boolean isSinglePort() {
        return this.external == this.internal;
    }
}
