/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.mobicents.tools.sip.balancer;

import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.ArrayList;

/**
 * What a node says to a balancer. The object has the name {@code SIPBalancer} in the balancer's RMI registry.
 */
public interface NodeRegisterRMIStub extends Remote {
    /**
     * The nodes are alive. To be called again and again.
     *
     * @throws RemoteException if they are not taken
     */
    void handlePing(ArrayList<SIPNode> ping) throws RemoteException;

    /**
     * The nodes leave.
     *
     * @throws RemoteException if they are not the caller's
     */
    void forceRemoval(ArrayList<SIPNode> ping) throws RemoteException;

    /**
     * What has gone to one node goes to another from now on.
     *
     * @param fromJvmRoute the route name of the one
     * @param toJvmRoute   the route name of the other
     * @throws RemoteException if the caller must not say so
     */
    void switchover(String fromJvmRoute, String toJvmRoute) throws RemoteException;
}
