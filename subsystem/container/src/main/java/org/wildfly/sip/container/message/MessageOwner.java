/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.io.IOException;

import javax.servlet.sip.AuthInfo;
import javax.servlet.sip.B2buaHelper;
import javax.servlet.sip.Proxy;
import javax.servlet.sip.Rel100Exception;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSession;
import javax.servlet.sip.TooManyHopsException;

/**
 * What a message needs of the session that it belongs to. A message calls it on the application's thread, after it has checked by itself what
 * depends on nothing but the message (direction, committed or not, status, method).
 */
public interface MessageOwner {
    /** The session of the message; never null. */
    SipSession session();

    /** The application session of the message; never null. */
    SipApplicationSession applicationSession();

    /**
     * Sends an outbound request that was not sent before; it is committed already and becomes uncommitted again if this throws.
     *
     * @throws IOException if it cannot be sent
     * @throws IllegalStateException if the state of the session or dialog does not allow it
     */
    void send(SipServletRequestImpl request) throws IOException;

    /**
     * Sends an outbound response that was not sent before; it is committed already and becomes uncommitted again if this throws.
     *
     * @throws IOException if it cannot be sent
     * @throws IllegalStateException if the state of the transaction does not allow it
     */
    void send(SipServletResponseImpl response) throws IOException;

    /**
     * Sends a provisional response reliably (RFC 3262).
     *
     * @throws Rel100Exception by default, as it is not supported
     */
    default void sendReliably(SipServletResponseImpl response) throws Rel100Exception {
        throw new Rel100Exception(Rel100Exception.NOT_SUPPORTED);
    }

    /**
     * Gives a response what is the container's: To tag, Contact, Record-Route. Called when a response was made from its request, and again when its
     * status was changed; what is there already stays.
     */
    void prepare(SipServletResponseImpl response);

    /** Makes the ACK of a received 2xx to an INVITE; called once for each. */
    SipServletRequest createAck(SipServletResponseImpl response);

    /**
     * Makes the PRACK of a received reliable provisional response.
     *
     * @throws Rel100Exception if the response is not reliable
     * @throws UnsupportedOperationException by default
     */
    default SipServletRequest createPrack(SipServletResponseImpl response) throws Rel100Exception {
        throw UnsupportedFeature.named("100rel");
    }

    /** Makes the CANCEL of an INVITE that was sent and has no final response. */
    SipServletRequest createCancel(SipServletRequestImpl request);

    /** The helper of a B2BUA; the application wants to be one. */
    B2buaHelper b2buaHelper(SipServletRequestImpl request);

    /**
     * The proxy of a request.
     *
     * @param create whether to make one if there is none
     * @return null if there is none and none is to be made
     * @throws TooManyHopsException if Max-Forwards is 0; a 483 has been sent
     * @throws UnsupportedOperationException by default, if one is to be made
     */
    default Proxy proxy(SipServletRequestImpl request, boolean create) throws TooManyHopsException {
        if (create) {
            throw UnsupportedFeature.named("proxy");
        }
        return null;
    }

    /**
     * Adds the answers to the challenges of a response to a request (RFC 3261 section 22).
     *
     * @throws UnsupportedOperationException by default
     */
    default void addAuthentication(SipServletRequestImpl request, SipServletResponse challenge, AuthInfo authInfo) {
        throw UnsupportedFeature.named("digest authentication of requests");
    }
}
