/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.io.IOException;

/** A node with HTTP: answers each request with its name and what it got. */
public final class HttpNode implements AutoCloseable {
    private final String name;
    private final HttpAnswers http;
    private final UdpPeer sip;
    private final NativeHeartbeat heartbeat;

    /**
     * @param route its jvmRoute, or an empty text
     */
    public HttpNode(String name, String route, StartedBalancer balancer) throws IOException {
        this.name = name;
        this.http = new HttpAnswers(name);
        this.sip = new UdpPeer(balancer.internal());
        this.heartbeat = new NativeHeartbeat(balancer.address("heartbeat"),
                new Announcement(name).address("UDP", this.sip.address()).http(this.http.port(), route));
    }

    public String name() {
        return this.name;
    }

    /** Its SIP. */
    public UdpPeer sip() {
        return this.sip;
    }

    /** HTTP is refused, but the node is announced still. */
    public void stopHttp() {
        this.http.stop();
    }

    @Override
    public void close() throws IOException {
        this.heartbeat.leave();
        this.sip.close();
        this.http.close();
    }
}
