/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.wildfly.sip.demo.phone.message.SipMessage;
import org.wildfly.sip.demo.phone.transaction.ServerTransaction;

/**
 * One side of a call. Requests of the peer are answered as any phone does: 200. All methods may be called by any thread; futures complete on the
 * user agent's event loop.
 */
public abstract class Call {
    private final UserAgent userAgent;
    private final String callId;
    private final String localTag;
    private final RequestInbox inbox = new RequestInbox();
    private final CompletableFuture<SipMessage> hungUp = new CompletableFuture<>();
    private Dialog dialog;
    private InviteServer accepting;
    private long acknowledgedCseq;
    private boolean inviting;
    private int descriptions;

    Call(UserAgent userAgent, String callId, String localTag) {
        this.userAgent = userAgent;
        this.callId = callId;
        this.localTag = localTag;
    }

    /** The Call-ID. */
    public final String callId() {
        return this.callId;
    }

    /** The own tag. */
    public final String localTag() {
        return this.localTag;
    }

    /** Sends a re-INVITE and the ACK of its 2xx. @return the final response */
    public final CompletableFuture<SipMessage> reinvite() {
        return this.userAgent.call(() -> {
            InviteClient client = new InviteClient(this.userAgent, true, response -> {
                this.dialog.check(response);
                this.dialog.refreshTarget(response);
                return this.dialog;
            });
            SipMessage.Builder request = this.established().request("INVITE");
            this.inviting = true;
            SipMessage invite = request.body(SessionDescription.CONTENT_TYPE, this.description()).build();
            client.send(invite, this.userAgent.hop(this.dialog.nextHop()));
            return client.finalResponse().whenComplete((response, failure) -> this.inviting = false);
        });
    }

    /** Sends a request that is no INVITE. @return the final response */
    public final CompletableFuture<SipMessage> request(String method, Map<String, String> headers) {
        return this.userAgent.call(() -> this.send(method, headers));
    }

    /** Sends an INFO. @return the final response */
    public final CompletableFuture<SipMessage> info() {
        return this.request("INFO", Map.of());
    }

    /** Sends a BYE. @return the final response to it */
    public final CompletableFuture<SipMessage> hangUp() {
        return this.userAgent.call(() -> this.send("BYE", Map.of()).whenComplete((response, failure) -> this.end()));
    }

    /** The peer's BYE. */
    public final CompletableFuture<SipMessage> hungUp() {
        return this.hungUp;
    }

    /** The peer's next request of a method within the call. */
    public final CompletableFuture<SipMessage> next(String method) {
        return this.inbox.next(method);
    }

    private CompletableFuture<SipMessage> send(String method, Map<String, String> headers) {
        SipMessage.Builder request = this.established().request(method);
        headers.forEach(request::add);
        return this.userAgent.send(request.build(), this.userAgent.hop(this.dialog.nextHop())).thenApply(response -> {
            this.dialog.check(response);
            return response;
        });
    }

    private Dialog established() {
        if (this.dialog == null) {
            throw new IllegalStateException("No dialog yet: " + this.callId);
        }
        return this.dialog;
    }

    final UserAgent userAgent() {
        return this.userAgent;
    }

    final Dialog establish(Dialog established) {
        this.dialog = established;
        return established;
    }

    final String description() {
        return SessionDescription.of(this.userAgent.address(), ++this.descriptions);
    }

    /** Accepts an INVITE or re-INVITE. */
    final CompletableFuture<SipMessage> accept(ServerTransaction transaction, Map<String, String> headers) {
        SipMessage.Builder response = SipMessage.response(transaction.request(), 200, "OK", this.localTag);
        headers.forEach(response::add);
        response.add("Contact", '<' + this.contact() + '>').body(SessionDescription.CONTENT_TYPE, this.description());
        this.accepting = new InviteServer(transaction, response.build(), this.userAgent.loop(), this.userAgent.timers());
        return this.accepting.acknowledged();
    }

    abstract String contact();

    /** A new request within the dialog. */
    final void receive(ServerTransaction transaction) {
        SipMessage request = transaction.request();
        if (this.dialog == null) {
            this.answer(transaction, 481, "Call/Transaction Does Not Exist");
        } else if (!this.dialog.admit(request)) {
            this.answer(transaction, 500, "Server Internal Error");
        } else if (request.method().equals("INVITE")) {
            this.receiveInvite(transaction);
        } else {
            this.answer(transaction, 200, "OK");
            this.inbox.add(request);
            if (request.method().equals("BYE")) {
                this.end();
                this.hungUp.complete(request);
            }
        }
    }

    private void receiveInvite(ServerTransaction transaction) {
        if (this.inviting || this.accepting != null) {
            this.answer(transaction, 491, "Request Pending");
        } else {
            this.dialog.refreshTarget(transaction.request());
            this.accept(transaction, Map.of());
            this.inbox.add(transaction.request());
        }
    }

    final void answer(ServerTransaction transaction, int status, String reason) {
        transaction.respond(SipMessage.response(transaction.request(), status, reason, this.localTag).build());
    }

    /** An ACK of a 2xx. */
    final void acknowledged(SipMessage ack) {
        if (this.accepting != null && this.accepting.acknowledge(ack)) {
            this.acknowledgedCseq = ack.cseq();
            this.accepting = null;
        } else if (ack.cseq() > this.acknowledgedCseq) {
            this.userAgent.violations().add("ACK of nothing: CSeq " + ack.cseq() + " of " + this.callId);
        }
    }

    final void end() {
        if (this.accepting != null) {
            this.accepting.stop();
            this.accepting = null;
        }
        this.userAgent.forget(this);
    }
}
