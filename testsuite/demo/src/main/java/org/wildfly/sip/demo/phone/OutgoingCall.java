/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.wildfly.sip.demo.phone.message.SipMessage;

/** The caller's side of a call. */
public final class OutgoingCall extends Call {
    private final Phone phone;
    private final InviteClient client;
    private SipMessage invite;

    OutgoingCall(Phone phone, UserAgent userAgent, boolean automaticAck) {
        super(userAgent, Identifiers.next() + "@" + userAgent.address().getAddress().getHostAddress(), Identifiers.next());
        this.phone = phone;
        this.client = new InviteClient(userAgent, automaticAck,
                response -> this.establish(Dialog.ofCaller(this.invite, response, this.contact(), userAgent.violations())));
    }

    /** Sends the INVITE. On the event loop. */
    void start(String callee, Map<String, String> headers) {
        SipMessage.Builder builder = this.phone.initial("INVITE", callee, callee, this.localTag(), this.callId(), 1)
                .add("Contact", '<' + this.contact() + '>');
        headers.forEach(builder::add);
        this.invite = builder.body(SessionDescription.CONTENT_TYPE, this.description()).build();
        this.client.finalResponse().whenComplete((response, failure) -> {
            if (failure != null || !response.isSuccess()) {
                this.end();
            }
        });
        this.client.send(this.invite, this.phone.proxy());
    }

    @Override
    String contact() {
        return this.phone.contact();
    }

    /** The first provisional response above 100. */
    public CompletableFuture<SipMessage> ringing() {
        return this.client.ringing();
    }

    /** The final response, of whatever kind. */
    public CompletableFuture<SipMessage> finalResponse() {
        return this.client.finalResponse();
    }

    /** The 2xx; fails with {@link RejectedException} at any other final response. */
    public CompletableFuture<SipMessage> answered() {
        return this.client.finalResponse().thenApply(response -> {
            if (!response.isSuccess()) {
                throw new RejectedException(response);
            }
            return response;
        });
    }

    /** Sends the ACK, which a call made by {@link Phone#callWithoutAck} does not do by itself. */
    public void acknowledge() {
        this.userAgent().loop().execute(this.client::acknowledge);
    }

    /** Cancels the call. @return the response to the CANCEL; the call itself ends by its final response */
    public CompletableFuture<SipMessage> cancel() {
        FutureUser user = new FutureUser("CANCEL of " + this.callId());
        this.userAgent().loop().execute(() -> this.client.cancel(user));
        return user.response();
    }
}
