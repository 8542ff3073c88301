/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone;

import org.wildfly.sip.demo.phone.message.SipMessage;
import org.wildfly.sip.demo.phone.message.SipUri;
import org.wildfly.sip.demo.phone.transaction.ServerTransaction;
import org.wildfly.sip.demo.phone.transaction.TransactionLayer;

/** Gives new requests to the calls and phones of a user agent (RFC 3261 section 8.2). On its event loop only. */
final class UserAgentCore implements TransactionLayer.Core {
    private final UserAgent userAgent;

    UserAgentCore(UserAgent userAgent) {
        this.userAgent = userAgent;
    }

    @Override
    public void received(ServerTransaction transaction) {
        SipMessage request = transaction.request();
        if (request.method().equals("CANCEL")) {
            this.cancel(transaction);
        } else if (request.toTag() != null) {
            Call call = this.userAgent.find(request.callId(), request.toTag());
            if (call == null) {
                refuse(transaction, 481, "Call/Transaction Does Not Exist");
            } else {
                call.receive(transaction);
            }
        } else {
            this.receiveInitial(transaction);
        }
    }

    private void receiveInitial(ServerTransaction transaction) {
        Phone phone = this.userAgent.find(SipUri.parse(transaction.request().requestUri()));
        if (phone == null) {
            refuse(transaction, 404, "Not Found");
        } else if (transaction.request().method().equals("INVITE")) {
            phone.receiveCall(transaction);
        } else {
            phone.receiveRequest(transaction);
        }
    }

    private void cancel(ServerTransaction transaction) {
        ServerTransaction invite = this.userAgent.transactions().cancelled(transaction.request()).orElse(null);
        if (invite == null) {
            refuse(transaction, 481, "Call/Transaction Does Not Exist");
            return;
        }
        transaction.respond(SipMessage.response(transaction.request(), 200, "OK", Identifiers.next()).build());
        IncomingCall call = this.userAgent.find(invite.request());
        if (call != null) {
            call.cancel(transaction.request());
        }
    }

    private static void refuse(ServerTransaction transaction, int status, String reason) {
        transaction.respond(SipMessage.response(transaction.request(), status, reason, Identifiers.next()).build());
    }

    @Override
    public void acknowledged(SipMessage ack) {
        Call call = this.userAgent.find(ack.callId(), ack.toTag());
        if (call != null) {
            call.acknowledged(ack);
        }
    }
}
