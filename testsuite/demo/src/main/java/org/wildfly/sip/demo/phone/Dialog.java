/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.wildfly.sip.demo.phone.message.NameAddress;
import org.wildfly.sip.demo.phone.message.SipMessage;
import org.wildfly.sip.demo.phone.message.SipUri;

/** A confirmed dialog (RFC 3261 section 12) and what its peer must keep to. On its event loop only. */
final class Dialog {
    private final String callId;
    private final String local;
    private final String remote;
    private final String localTag;
    private final String remoteTag;
    private final String contact;
    private final List<String> routes;
    private final Violations violations;
    private String target;
    private long localCseq;
    private long remoteCseq;

    private Dialog(String callId, String local, String remote, String contact, List<String> routes, String target, Violations violations) {
        this.callId = callId;
        this.local = local;
        this.remote = remote;
        this.localTag = NameAddress.parse(local).parameter("tag");
        this.remoteTag = NameAddress.parse(remote).parameter("tag");
        this.contact = contact;
        this.routes = routes;
        this.target = target;
        this.violations = violations;
        for (String route : routes) {
            if (SipUri.parse(NameAddress.parse(route).uri()).parameter("lr") == null) {
                violations.add("Record-Route without lr: " + route);
            }
        }
    }

    /** The caller's dialog, by its INVITE and the 2xx (section 12.1.2). */
    static Dialog ofCaller(SipMessage invite, SipMessage response, String contact, Violations violations) {
        List<String> routes = new ArrayList<>(response.headers("Record-Route"));
        Collections.reverse(routes);
        Dialog dialog = new Dialog(invite.callId(), invite.header("From"), response.header("To"), contact, routes,
                contactOf(response, violations), violations);
        dialog.localCseq = invite.cseq();
        return dialog;
    }

    /** The callee's dialog, by the INVITE and the own tag (section 12.1.1). */
    static Dialog ofCallee(SipMessage invite, String localTag, String contact, Violations violations) {
        Dialog dialog = new Dialog(invite.callId(), invite.header("To") + ";tag=" + localTag, invite.header("From"), contact,
                invite.headers("Record-Route"), contactOf(invite, violations), violations);
        dialog.remoteCseq = invite.cseq();
        return dialog;
    }

    private static String contactOf(SipMessage message, Violations violations) {
        Optional<String> contact = message.find("Contact");
        if (contact.isEmpty()) {
            violations.add("No Contact in " + message);
            return NameAddress.parse(message.header("To")).uri();
        }
        return NameAddress.parse(contact.get()).uri();
    }

    /** Begins a request with the next CSeq. */
    SipMessage.Builder request(String method) {
        return this.request(method, ++this.localCseq);
    }

    /** The ACK of a 2xx to an INVITE (section 13.2.2.4). */
    SipMessage acknowledge(SipMessage invite) {
        return this.request("ACK", invite.cseq()).build();
    }

    private SipMessage.Builder request(String method, long cseq) {
        return SipMessage.request(method, this.target)
                .addAll("Route", this.routes)
                .add("Max-Forwards", "70")
                .add("From", this.local)
                .add("To", this.remote)
                .add("Call-ID", this.callId)
                .add("CSeq", cseq + " " + method)
                .add("Contact", '<' + this.contact + '>');
    }

    /** Where the next request goes first: the first route, else the peer's contact. */
    SipUri nextHop() {
        return SipUri.parse(this.routes.isEmpty() ? this.target : NameAddress.parse(this.routes.get(0)).uri());
    }

    /** Takes the peer's new Contact (section 12.2). */
    void refreshTarget(SipMessage message) {
        message.find("Contact").ifPresent(value -> this.target = NameAddress.parse(value).uri());
    }

    /** Checks a new request of the peer. @return whether it belongs to this dialog and has a CSeq of its own (section 12.2.2) */
    boolean admit(SipMessage request) {
        String text = request.method() + " of " + this.callId;
        SipUri uri = SipUri.parse(request.requestUri());
        SipUri own = SipUri.parse(this.contact);
        this.require(own.host().equals(uri.host()) && own.port() == uri.port() && own.user().equals(uri.user()),
                text + " is addressed to " + uri + ", not to the Contact " + own);
        this.require(request.header("Route") == null, text + " still has a Route: " + request.header("Route"));
        this.require(request.header("Max-Forwards") != null, text + " has no Max-Forwards");
        boolean sameTag = this.require(this.remoteTag.equals(request.fromTag()), text + " has another From tag than " + this.remoteTag);
        boolean higher = this.require(request.cseq() > this.remoteCseq, text + " has CSeq " + request.cseq() + " after " + this.remoteCseq);
        this.remoteCseq = Math.max(this.remoteCseq, request.cseq());
        return sameTag && higher;
    }

    /** Checks a response to an own request of the dialog. */
    void check(SipMessage response) {
        String text = response.status() + " to " + response.header("CSeq") + " of " + this.callId;
        this.require(this.callId.equals(response.callId()), text + " has Call-ID " + response.callId());
        this.require(this.localTag.equals(response.fromTag()), text + " has another From tag than " + this.localTag);
        if (response.status() > 100 && response.status() != 481 && response.status() != 408) {
            this.require(this.remoteTag.equals(response.toTag()),
                    text + " has the To tag " + response.toTag() + " instead of " + this.remoteTag);
        }
        this.require(response.headers("Via").size() == 1, text + " has not one Via: " + response.headers("Via"));
    }

    private boolean require(boolean condition, String problem) {
        if (!condition) {
            this.violations.add(problem);
        }
        return condition;
    }
}
