/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.transport;

import java.io.IOException;
import java.util.List;

import javax.sip.ClientTransaction;
import javax.sip.ServerTransaction;
import javax.sip.address.SipURI;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;

/**
 * How a node sends. What is sent while an item of a session's queue is handled leaves when the session's state is stored. No method waits for the
 * network; a failure that shows later is reported to the transaction.
 */
public interface Outbound {
    /** A Call-ID that nobody else has. */
    String newCallId();

    /** Gives a new request its Contact, if it has one, so that the application can set what is its own in there (JSR 289 section 4.1.3). */
    void prepare(SIPRequest request);

    /**
     * Adds what a request needs of this node: Via, and where it belongs Contact, User-Agent, and for one out of a dialog the Route to a balancer.
     *
     * @param request a request of this node's applications
     * @param initial whether it is sent out of a dialog
     */
    void complete(SIPRequest request, boolean initial) throws IOException;

    /**
     * Sends a completed request in a transaction of its own.
     *
     * @param applicationData found again at the transaction when a response arrives
     * @throws IOException if its next hop cannot be told, or no connector has the transport
     */
    ClientTransaction send(SIPRequest request, Object applicationData) throws IOException;

    /** Sends the CANCEL for a request that was sent and has had a provisional response (RFC 3261 section 9.1). */
    void cancel(ClientTransaction invite) throws IOException;

    /** Sends a completed ACK for a 2xx; no transaction is made. */
    void sendAck(SIPRequest ack) throws IOException;

    /** Adds what a response needs of this node: Contact where it belongs, Server. */
    void complete(SIPResponse response);

    /** Sends a response in a request's transaction. */
    void send(ServerTransaction transaction, SIPResponse response) throws IOException;

    /** Sends a response again, or one whose transaction is gone, to where its Via tells. */
    void sendStateless(SIPResponse response) throws IOException;

    /** The addresses on which this node listens. */
    List<SipURI> interfaces();

    /** Whether a URI's host and port name this node, or a balancer in front of it. */
    boolean isLocal(SipURI uri);
}
