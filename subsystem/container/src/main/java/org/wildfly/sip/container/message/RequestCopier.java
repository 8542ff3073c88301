/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import javax.servlet.sip.Address;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.TooManyHopsException;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import org.wildfly.sip.container.address.AddressFactory;

/**
 * Copies what is not the container's from a request of one leg of a B2BUA to one of the other (JSR 289 section 12.2). The container makes the target
 * with what is its own: method, Request-URI, Call-ID, CSeq, tags, Contact, and in a dialog the route set. A target that has no Contact yet gets that of
 * {@code headerMap}, of which the container keeps the {@link ContactPortions} when it sets the address. Has no state; safe for use by many threads.
 */
public final class RequestCopier {
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String CONTACT = "contact";
    private static final String ROUTE = "route";
    private static final String MAX_FORWARDS = "max-forwards";
    private static final String CONTENT_LENGTH = "content-length";
    private static final Set<String> CONTAINERS = Set.of(FROM, TO, CONTACT, ROUTE, "record-route", "via", "call-id", "cseq", "rack", "rseq",
            MAX_FORWARDS, CONTENT_LENGTH);

    private final AddressFactory addresses = new AddressFactory();
    private final RequestFactory requests = new RequestFactory();

    /**
     * Completes an initial request of the other leg: {@code B2buaHelper.createRequest(origRequest, linked, headerMap)}.
     *
     * @param original an initial request
     * @param target a request outside a dialog; its From has its tag already, its To has none
     * @param headers replaces header fields of the original; From and To (their tags do not count), Contact (only what an application may set),
     *        Route and all that is no system header; may be null
     * @throws TooManyHopsException if Max-Forwards of the original is 0; the caller answers it with 483
     * @throws IllegalArgumentException if {@code headers} has another system header, or a value that is not valid; the target is to be thrown away
     */
    public void copyInitial(SipServletRequestImpl original, SIPRequest target, Map<String, List<String>> headers)
            throws TooManyHopsException {
        if (original.getMaxForwards() == 0) {
            throw new TooManyHopsException("Max-Forwards of " + original.getMethod() + " is 0");
        }
        Map<String, List<String>> replaced = check(headers, Set.of(FROM, TO, CONTACT, ROUTE), original.message());
        HeaderFields fields = new HeaderFields(target);
        target.setFrom(this.requests.from(this.party(replaced, FROM, original.getFrom()), target.getFromTag()));
        target.setTo(this.requests.to(this.party(replaced, TO, original.getTo()), null));
        if (original.getMaxForwards() > 0) {
            fields.set(MAX_FORWARDS, List.of(Integer.toString(original.getMaxForwards() - 1)));
        }
        fields.set(ROUTE, replaced.getOrDefault(ROUTE, List.of()));
        copy(original, target, replaced);
    }

    /**
     * Completes a request in the dialog of the other leg: {@code B2buaHelper.createRequest(session, origRequest, headerMap)}.
     *
     * @param original a request in the dialog of this leg
     * @param target a request in the dialog of the other leg
     * @param headers replaces header fields of the original; From and To (RFC 4916; their tags do not count), Contact (only what an application may
     *        set) and all that is no system header; may be null
     * @throws IllegalArgumentException if {@code headers} has another system header, or a value that is not valid; the target is to be thrown away
     */
    public void copySubsequent(SipServletRequestImpl original, SIPRequest target, Map<String, List<String>> headers) {
        Map<String, List<String>> replaced = check(headers, Set.of(FROM, TO, CONTACT), original.message());
        if (replaced.containsKey(FROM)) {
            target.setFrom(this.requests.from(this.party(replaced, FROM, null), target.getFromTag()));
        }
        if (replaced.containsKey(TO)) {
            target.setTo(this.requests.to(this.party(replaced, TO, null), target.getToTag()));
        }
        copy(original, target, replaced);
    }

    private static Map<String, List<String>> check(Map<String, List<String>> headers, Set<String> allowed, SIPMessage original) {
        Map<String, List<String>> replaced = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (headers != null) {
            headers.forEach((name, values) -> replaced.put(HeaderName.expand(name), List.copyOf(values)));
        }
        for (String name : replaced.keySet()) {
            if (HeaderRule.of(name, original) != HeaderRule.FREE && !allowed.contains(HeaderName.key(name))) {
                throw new IllegalArgumentException(name + " is managed by the container");
            }
        }
        return replaced;
    }

    private Address party(Map<String, List<String>> replaced, String name, Address original) {
        List<String> values = replaced.get(name);
        if (values == null) {
            return original;
        }
        try {
            return this.addresses.createAddress(values.get(0));
        } catch (ServletParseException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("Not a value of " + name + ": " + values, e);
        }
    }

    private static void copy(SipServletRequestImpl original, SIPRequest target, Map<String, List<String>> replaced) {
        HeaderFields fields = new HeaderFields(target);
        boolean contactFree = HeaderRule.of(CONTACT, target) == HeaderRule.FREE;
        Predicate<String> copied = name -> !CONTAINERS.contains(HeaderName.key(name)) || name.equalsIgnoreCase(CONTACT) && contactFree;
        for (Iterator<SIPHeader> headers = original.message().getHeaders(); headers.hasNext();) {
            SIPHeader header = headers.next();
            String name = HeaderName.expand(header.getName());
            if (copied.test(name) && !replaced.containsKey(name)) {
                fields.attach(sendable((SIPHeader) header.clone()), false);
            }
        }
        replaced.forEach((name, values) -> {
            if (copied.test(name) || name.equalsIgnoreCase(MAX_FORWARDS)) {
                fields.set(name, values);
            }
        });
        if (!contactFree && !replaced.getOrDefault(CONTACT, List.of()).isEmpty()) {
            contact(fields, target, replaced.get(CONTACT).get(0));
        }
        byte[] body = original.getRawContent();
        if (body != null) {
            target.setMessageContent(body.clone());
        }
    }

    private static void contact(HeaderFields fields, SIPRequest target, String value) {
        ContactPortions portions = ContactPortions.of(value);
        if (target.getContactHeader() == null) {
            fields.set(CONTACT, List.of(value));
        } else {
            portions.applyTo(target.getContactHeader());
        }
    }

    /** The stack could not send a body in a character set that it does not know, or that has no ASCII; the body itself is copied as it is. */
    private static SIPHeader sendable(SIPHeader header) {
        if (header instanceof ContentType type && !Charsets.isSendable(type)) {
            type.removeParameter("charset");
        }
        return header;
    }
}
