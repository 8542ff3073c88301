/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat.rmi;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.rmi.RemoteException;
import java.rmi.server.RemoteServer;
import java.rmi.server.ServerNotActiveException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.mobicents.tools.sip.balancer.NodeRegisterRMIStub;
import org.mobicents.tools.sip.balancer.SIPNode;
import org.wildfly.sip.balancer.heartbeat.AnnouncedNode;
import org.wildfly.sip.balancer.heartbeat.Announcements;
import org.wildfly.sip.balancer.heartbeat.Announcements.Outcome;
import org.wildfly.sip.balancer.heartbeat.MalformedAnnouncementException;
import org.wildfly.sip.balancer.heartbeat.Source;

/**
 * What nodes call. For any thread.
 */
final class NodeRegister implements NodeRegisterRMIStub {
    private static final int MAX_NODES = 64;

    private final Announcements announcements;

    NodeRegister(Announcements announcements) {
        this.announcements = announcements;
    }

    @Override
    public void handlePing(ArrayList<SIPNode> ping) throws RemoteException {
        InetAddress caller = caller();
        for (AnnouncedNode announced : read(caller, ping)) {
            require(this.announcements.announce(Source.RMI, caller, announced));
        }
    }

    @Override
    public void forceRemoval(ArrayList<SIPNode> ping) throws RemoteException {
        InetAddress caller = caller();
        for (AnnouncedNode announced : read(caller, ping)) {
            require(this.announcements.leave(Source.RMI, caller, announced));
        }
    }

    @Override
    public void switchover(String fromJvmRoute, String toJvmRoute) throws RemoteException {
        InetAddress caller = caller();
        try {
            require(this.announcements.switchover(Source.RMI, caller, fromJvmRoute, toJvmRoute));
        } catch (MalformedAnnouncementException e) {
            throw refuse(caller, e);
        }
    }

    private List<AnnouncedNode> read(InetAddress caller, ArrayList<SIPNode> ping) throws RemoteException {
        try {
            return read(ping);
        } catch (MalformedAnnouncementException e) {
            throw refuse(caller, e);
        }
    }

    private RemoteException refuse(InetAddress caller, MalformedAnnouncementException problem) {
        this.announcements.malformed(Source.RMI, caller, problem);
        return new RemoteException(problem.getMessage());
    }

    /**
     * The nodes of a list from the network, in which anything may be.
     *
     * @throws MalformedAnnouncementException if one of them is none
     */
    static List<AnnouncedNode> read(List<?> ping) throws MalformedAnnouncementException {
        if (ping == null || ping.size() > MAX_NODES) {
            throw new MalformedAnnouncementException("no list, or one of too many nodes");
        }
        List<AnnouncedNode> nodes = new ArrayList<>();
        for (Object element : ping) {
            if (!(element instanceof SIPNode node) || node.getIp() == null) {
                throw new MalformedAnnouncementException("no node, or one without ip");
            }
            nodes.add(AnnouncedNode.read(fields(node)));
        }
        return nodes;
    }

    private static Map<String, String> fields(SIPNode node) {
        Map<String, String> fields = new HashMap<>();
        if (node.getProperties() != null) {
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) node.getProperties()).entrySet()) {
                if (entry.getKey() instanceof String name && isPlain(entry.getValue())) {
                    fields.put(name, entry.getValue().toString());
                }
            }
        }
        fields.put("ip", node.getIp());
        return fields;
    }

    private static boolean isPlain(Object value) {
        return value instanceof String || value instanceof Integer || value instanceof Long || value instanceof Boolean;
    }

    private static void require(Outcome outcome) throws RemoteException {
        if (outcome != Outcome.TAKEN) {
            throw new RemoteException(outcome == Outcome.FULL ? "there are too many nodes" : "the address is not allowed");
        }
    }

    private static InetAddress caller() throws RemoteException {
        try {
            // Always an address, never a name: nothing is looked up.
            return InetAddress.getByName(RemoteServer.getClientHost());
        } catch (ServerNotActiveException | UnknownHostException e) {
            throw new RemoteException("no caller", e);
        }
    }
}
