/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

/**
 * What JMX shows of a balancer by the names of Mobicents and RestComm, as {@code mobicents:type=LoadBalancer,name=LoadBalancer}, so that
 * what reads them there goes on. Reads only.
 */
public interface MobicentsMXBean {
    /** How many requests have come. */
    long getNumberOfRequestsProcessed();

    /** How many responses have come. */
    long getNumberOfResponsesProcessed();

    /** How many bytes of SIP messages have come. */
    long getNumberOfBytesTransferred();

    /** How many connections carry SIP. */
    int getNumberOfActiveSipConnections();

    /** How many milliseconds a silent node is taken for alive. */
    long getNodeExpiration();

    /** How often silent nodes are looked for, in milliseconds. */
    long getNodeExpirationTaskInterval();

    /** The nodes, each as name, state and addresses. */
    String[] getNodes();

    /** How many requests of a method have come; methods that the balancer does not tell apart are OTHER. */
    long getRequestsProcessedByMethod(String method);

    /** How many responses have come with a status as 486, or of a class as 4XX. */
    long getResponsesProcessedByStatusCode(String status);
}
