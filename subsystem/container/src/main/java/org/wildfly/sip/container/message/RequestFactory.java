/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.servlet.sip.Address;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.URI;
import javax.sip.InvalidArgumentException;
import javax.sip.message.Request;

import gov.nist.javax.sip.header.AddressParametersHeader;
import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.message.SIPRequest;
import org.wildfly.sip.container.address.AddressFactory;
import org.wildfly.sip.container.address.HeaderText;
import org.wildfly.sip.container.address.ServletAddress;

/**
 * Makes the stack's requests out of the addresses of the SIP Servlet API. They have no Via, Contact and Route yet. Has no state; safe for use by
 * many threads.
 */
public final class RequestFactory {
    private static final int MAX_FORWARDS = 70;
    private static final Set<String> MADE_OF_OTHERS = Set.of(Request.ACK, Request.CANCEL, Request.PRACK);
    /** Parameters of a URI that must not be in From and To (RFC 3261, table 1). */
    private static final List<String> NOT_OF_PARTIES = List.of("lr", "maddr", "method", "transport", "ttl");

    private final AddressFactory addresses = new AddressFactory();

    /**
     * What identifies a request.
     *
     * @param callId its Call-ID
     * @param fromTag the tag of its From
     * @param cSeq the number of its CSeq
     */
    public record Identity(String callId, String fromTag, long cSeq) {
    }

    /**
     * Makes a request outside a dialog, from copies of the addresses: without tags, and without those parts that a URI must not have in From and To
     * (RFC 3261, table 1; JSR 289, {@code SipFactory.createRequest}).
     *
     * @param method in upper-case letters
     * @param requestURI where it goes; null for the URI of {@code to}
     * @throws IllegalArgumentException if the method is no token, or one whose requests are made of other messages (ACK, CANCEL, PRACK), or an
     *         address is a wildcard
     */
    public SIPRequest create(String method, URI requestURI, Address from, Address to, Identity identity) {
        if (!HeaderText.isToken(method) || MADE_OF_OTHERS.contains(method)) {
            throw new IllegalArgumentException("Not a method of a new request: " + method);
        }
        if (from.isWildcard() || to.isWildcard()) {
            throw new IllegalArgumentException("A wildcard address stands in Contact only");
        }
        try {
            SIPRequest request = new SIPRequest();
            request.setRequestURI(this.addresses.unwrap(this.target(requestURI == null ? to.getURI() : requestURI)));
            request.setMethod(method);
            CallID callId = new CallID();
            callId.setCallId(identity.callId());
            request.setCallId(callId);
            request.setCSeq(new CSeq(identity.cSeq(), request.getMethod()));
            request.setFrom(this.from(from, identity.fromTag()));
            request.setTo(this.to(to, null));
            request.setMaxForwards(new MaxForwards(MAX_FORWARDS));
            return request;
        } catch (ParseException | InvalidArgumentException e) {
            throw new IllegalArgumentException("Not a request: " + e.getMessage(), e);
        }
    }

    private URI target(URI uri) {
        URI copy = uri.clone();
        if (copy instanceof SipURI sipURI) {
            headerNames(sipURI).forEach(sipURI::removeHeader);
            sipURI.removeParameter("method");
        }
        return copy;
    }

    /** A From of a copy of an address, with a tag of the container's. */
    From from(Address address, String tag) {
        From from = new From();
        this.fill(from, address, tag);
        return from;
    }

    /** A To of a copy of an address. @param tag null for none */
    To to(Address address, String tag) {
        To to = new To();
        this.fill(to, address, tag);
        return to;
    }

    private void fill(AddressParametersHeader header, Address address, String tag) {
        ServletAddress copy = this.addresses.unwrap((Address) address.clone());
        if (copy.getURI() instanceof SipURI uri) {
            NOT_OF_PARTIES.forEach(uri::removeParameter);
            headerNames(uri).forEach(uri::removeHeader);
        }
        header.setAddress(copy.unwrap());
        header.setParameters(copy.unwrapParameters());
        header.removeParameter("tag");
        if (tag != null) {
            header.getParameters().set("tag", tag);
        }
    }

    private static List<String> headerNames(SipURI uri) {
        List<String> names = new ArrayList<>();
        uri.getHeaderNames().forEachRemaining(names::add);
        return names;
    }
}
