/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.wildfly.sip.demo.phone.message.SipMessage;
import org.wildfly.sip.demo.phone.transaction.Hop;
import org.wildfly.sip.demo.phone.transaction.ServerTransaction;

/**
 * A user's SIP phone behind an outbound proxy. It has as many lines as calls come. All methods may be called by any thread; futures complete on
 * the user agent's event loop.
 */
public final class Phone {
    private final UserAgent userAgent;
    private final String user;
    private final String domain;
    private final Hop proxy;
    private final String registrationId = Identifiers.next();
    private final AtomicLong registrationCseq = new AtomicLong();
    private final RequestInbox inbox = new RequestInbox();
    private final Queue<IncomingCall> unanswered = new ArrayDeque<>();
    private final Queue<CompletableFuture<IncomingCall>> waiting = new ArrayDeque<>();
    private Consumer<IncomingCall> handler;

    Phone(UserAgent userAgent, String user, String domain, Hop proxy) {
        this.userAgent = userAgent;
        this.user = user;
        this.domain = domain;
        this.proxy = proxy;
    }

    /** The address of record. */
    public String address() {
        return "sip:" + this.user + '@' + this.domain;
    }

    /** The address at which the phone itself is reached. */
    public String contact() {
        String contact = "sip:" + this.user + '@' + this.userAgent.address().getAddress().getHostAddress() + ':'
                + this.userAgent.address().getPort();
        return this.proxy.transport().isReliable() ? contact + ";transport=tcp" : contact;
    }

    /**
     * Registers the contact (RFC 3261 section 10).
     *
     * @param expires for how long; zero to remove it
     * @return the final response
     */
    public CompletableFuture<SipMessage> register(Duration expires) {
        return this.userAgent.call(() -> this.userAgent.send(
                this.initial("REGISTER", "sip:" + this.domain, this.address(), Identifiers.next(), this.registrationId,
                        this.registrationCseq.incrementAndGet())
                        .add("Contact", '<' + this.contact() + '>')
                        .add("Expires", Long.toString(expires.toSeconds()))
                        .build(),
                this.proxy));
    }

    /** Calls somebody. */
    public OutgoingCall call(String callee) {
        return this.call(callee, Map.of());
    }

    /** Calls somebody with further header fields in the INVITE. */
    public OutgoingCall call(String callee, Map<String, String> headers) {
        return this.call(callee, headers, true);
    }

    /** Calls somebody and sends the ACK only when {@link OutgoingCall#acknowledge()} says so. */
    public OutgoingCall callWithoutAck(String callee, Map<String, String> headers) {
        return this.call(callee, headers, false);
    }

    private OutgoingCall call(String callee, Map<String, String> headers, boolean automaticAck) {
        OutgoingCall call = new OutgoingCall(this, this.userAgent, automaticAck);
        this.userAgent.loop().execute(() -> {
            this.userAgent.remember(call);
            call.start(callee, headers);
        });
        return call;
    }

    /** Sends a request outside of any dialog: MESSAGE, OPTIONS. @return the final response */
    public CompletableFuture<SipMessage> request(String method, String uri, Map<String, String> headers) {
        return this.userAgent.call(() -> {
            SipMessage.Builder request = this.initial(method, uri, uri, Identifiers.next(), Identifiers.next(), 1);
            headers.forEach(request::add);
            return this.userAgent.send(request.build(), this.proxy);
        });
    }

    /** The next request of a method that comes outside of any dialog. */
    public CompletableFuture<SipMessage> next(String method) {
        return this.inbox.next(method);
    }

    /** The next call that comes in. */
    public CompletableFuture<IncomingCall> nextCall() {
        return this.userAgent.call(() -> {
            IncomingCall call = this.unanswered.poll();
            CompletableFuture<IncomingCall> future = new CompletableFuture<>();
            if (call == null) {
                this.waiting.add(future);
            } else {
                future.complete(call);
            }
            return future;
        });
    }

    /** Has a handler, which must not block, take each call that comes in. */
    public void onCall(Consumer<IncomingCall> callHandler) {
        this.userAgent.loop().execute(() -> {
            this.handler = callHandler;
            for (IncomingCall call = this.unanswered.poll(); call != null; call = this.unanswered.poll()) {
                callHandler.accept(call);
            }
        });
    }

    /** Begins a request outside of a dialog. */
    SipMessage.Builder initial(String method, String uri, String to, String fromTag, String callId, long cseq) {
        return SipMessage.request(method, uri)
                .add("Max-Forwards", "70")
                .add("From", '<' + this.address() + ">;tag=" + fromTag)
                .add("To", '<' + to + '>')
                .add("Call-ID", callId)
                .add("CSeq", cseq + " " + method);
    }

    Hop proxy() {
        return this.proxy;
    }

    String user() {
        return this.user;
    }

    void receiveCall(ServerTransaction transaction) {
        IncomingCall call = new IncomingCall(this, this.userAgent, transaction);
        this.userAgent.remember(call);
        transaction.respond(SipMessage.response(transaction.request(), 100, "Trying", null).build());
        CompletableFuture<IncomingCall> future = this.waiting.poll();
        if (this.handler != null) {
            this.handler.accept(call);
        } else if (future != null) {
            future.complete(call);
        } else {
            this.unanswered.add(call);
        }
    }

    void receiveRequest(ServerTransaction transaction) {
        transaction.respond(SipMessage.response(transaction.request(), 200, "OK", Identifiers.next()).build());
        this.inbox.add(transaction.request());
    }
}
