/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.harness;

import java.io.Serializable;
import java.rmi.registry.LocateRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.mobicents.tools.sip.balancer.NodeRegisterRMIStub;
import org.mobicents.tools.sip.balancer.SIPNode;

/** A node on UDP that announces itself over RMI, by the public names of the balancer of old. For one thread. */
public final class RmiNode implements AutoCloseable {
    private final UdpPeer sip;
    private final Map<String, Serializable> properties = new HashMap<>();
    private final NodeRegisterRMIStub register;
    private String ip = StartedBalancer.HOST;

    /** Looks the balancer up in the registry on its port named rmi, and says nothing yet. */
    public RmiNode(StartedBalancer balancer) throws Exception {
        this.sip = new UdpPeer(balancer.internal());
        this.properties.put("udpPort", this.sip.address().getPort());
        this.register = (NodeRegisterRMIStub) LocateRegistry.getRegistry(StartedBalancer.HOST, balancer.port("rmi")).lookup("SIPBalancer");
    }

    /** What it says of itself from now on; null for nothing. */
    public RmiNode property(String key, Serializable value) {
        if (value == null) {
            this.properties.remove(key);
        } else {
            this.properties.put(key, value);
        }
        return this;
    }

    /** The address that it says it has, from now on. */
    public RmiNode at(String address) {
        this.ip = address;
        return this;
    }

    /** It is alive. */
    public RmiNode ping() throws Exception {
        this.register.handlePing(description());
        return this;
    }

    /** Sessions of one jvmRoute have gone to another. */
    public void switchover(String from, String to) throws Exception {
        this.register.switchover(from, to);
    }

    /** It leaves. */
    public void remove() throws Exception {
        this.register.forceRemoval(description());
    }

    private ArrayList<SIPNode> description() {
        return new ArrayList<>(List.of(new SIPNode("rmi", this.ip, System.currentTimeMillis(), this.properties)));
    }

    public UdpPeer sip() {
        return this.sip;
    }

    /** Its name in the balancer's log. */
    public String name() {
        return StartedBalancer.HOST + ':' + this.sip.address().getPort();
    }

    @Override
    public void close() {
        this.sip.close();
    }
}
