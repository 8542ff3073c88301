/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone.transaction;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

import org.wildfly.sip.demo.phone.message.NameAddress;
import org.wildfly.sip.demo.phone.message.SipMessage;
import org.wildfly.sip.demo.phone.message.SipUri;
import org.wildfly.sip.demo.phone.transport.EventLoop;
import org.wildfly.sip.demo.phone.transport.Transport;

/** The transactions of one user agent (RFC 3261 section 17). On its event loop only. */
public final class TransactionLayer {
    /** The core above the transactions. */
    public interface Core {
        /** A new request came. */
        void received(ServerTransaction transaction);

        /** An ACK came that belongs to no transaction: that of a 2xx. */
        void acknowledged(SipMessage ack);
    }

    private record Key(String branch, String sentBy, String method) {
    }

    private final EventLoop loop;
    private final SipTimers timers;
    private final Core core;
    private final Consumer<String> violations;
    private final Map<Key, ClientTransaction> clients = new HashMap<>();
    private final Map<Key, ServerTransaction> servers = new HashMap<>();

    /**
     * Makes a layer.
     *
     * @param violations is told where the peer breaks the RFC
     */
    public TransactionLayer(EventLoop loop, SipTimers timers, Core core, Consumer<String> violations) {
        this.loop = loop;
        this.timers = timers;
        this.core = core;
        this.violations = violations;
    }

    /** Begins a client transaction: adds the Via and sends the request. */
    public ClientTransaction send(SipMessage request, Hop hop, ClientTransaction.User user) {
        SipMessage message = this.addVia(request, hop, "z9hG4bK" + Long.toHexString(ThreadLocalRandom.current().nextLong()));
        return this.start(message, hop, user);
    }

    /** Sends the CANCEL of an INVITE (RFC 3261 section 9.1). */
    public void cancel(ClientTransaction invite, ClientTransaction.User user) {
        SipMessage request = invite.request();
        this.start(SipMessage.request("CANCEL", request.requestUri())
                .add("Via", request.header("Via"))
                .addAll("Route", request.headers("Route"))
                .add("Max-Forwards", "70")
                .add("From", request.header("From"))
                .add("To", request.header("To"))
                .add("Call-ID", request.callId())
                .add("CSeq", request.cseq() + " CANCEL")
                .build(), invite.hop(), user);
    }

    /** Adds the Via to an ACK of a 2xx, which is a transaction of its own without answer, so that it can be sent again unchanged. */
    public SipMessage prepareAck(SipMessage ack, Hop hop) {
        return this.addVia(ack, hop, "z9hG4bK" + Long.toHexString(ThreadLocalRandom.current().nextLong()));
    }

    /** Sends an ACK that was prepared. */
    public void sendAck(SipMessage ack, Hop hop) {
        hop.send(ack);
    }

    private ClientTransaction start(SipMessage message, Hop hop, ClientTransaction.User user) {
        ClientTransaction transaction = message.method().equals("INVITE")
                ? new InviteClientTransaction(this, message, hop, user)
                : new NonInviteClientTransaction(this, message, hop, user);
        this.clients.put(clientKey(message), transaction);
        transaction.start();
        return transaction;
    }

    private SipMessage addVia(SipMessage message, Hop hop, String branch) {
        InetSocketAddress local = hop.transport().address();
        return message.toBuilder().addFirst("Via", "SIP/2.0/" + hop.transport().name() + ' ' + local.getAddress().getHostAddress() + ':'
                + local.getPort() + ";branch=" + branch + ";rport").build();
    }

    /** Takes a message from the transports. */
    public void receive(SipMessage message, InetSocketAddress source, Transport transport) {
        if (!message.isRequest()) {
            ClientTransaction transaction = this.clients.get(clientKey(message));
            if (transaction != null) {
                transaction.receive(message);
            }
            return;
        }
        Key key = serverKey(message, message.method().equals("ACK") ? "INVITE" : message.method());
        ServerTransaction transaction = this.servers.get(key);
        if (message.method().equals("ACK")) {
            if (transaction == null) {
                this.core.acknowledged(message);
            } else {
                transaction.acknowledged();
            }
        } else if (transaction != null) {
            transaction.retransmitted();
        } else {
            Hop back = new Hop(transport, responseAddress(message, source, transport));
            ServerTransaction created = message.method().equals("INVITE")
                    ? new InviteServerTransaction(this, message, back)
                    : new NonInviteServerTransaction(this, message, back);
            this.servers.put(key, created);
            this.core.received(created);
        }
    }

    /** The INVITE's transaction that a CANCEL is for. */
    public Optional<ServerTransaction> cancelled(SipMessage cancel) {
        return Optional.ofNullable(this.servers.get(serverKey(cancel, "INVITE")));
    }

    /** The number of transactions that have not terminated. */
    public int size() {
        return this.clients.size() + this.servers.size();
    }

    EventLoop loop() {
        return this.loop;
    }

    SipTimers timers() {
        return this.timers;
    }

    void violation(String problem) {
        this.violations.accept(problem);
    }

    void forget(ClientTransaction transaction) {
        this.clients.remove(clientKey(transaction.request()), transaction);
    }

    void forget(ServerTransaction transaction) {
        this.servers.remove(serverKey(transaction.request(), transaction.request().method()), transaction);
    }

    /** RFC 3261 section 17.1.3. */
    private static Key clientKey(SipMessage message) {
        return new Key(message.branch(), "", message.cseqMethod());
    }

    /** RFC 3261 section 17.2.3. */
    private static Key serverKey(SipMessage request, String method) {
        return new Key(request.branch(), sentBy(request), method);
    }

    private static String sentBy(SipMessage request) {
        String via = request.header("Via");
        int semicolon = via.indexOf(';');
        return via.substring(via.indexOf(' ') + 1, semicolon).trim();
    }

    /** RFC 3261 section 18.2.2, RFC 3581 section 4. */
    private static InetSocketAddress responseAddress(SipMessage request, InetSocketAddress source, Transport transport) {
        if (transport.isReliable() || NameAddress.parameterOf(request.header("Via"), "rport") != null) {
            return source;
        }
        return new InetSocketAddress(source.getAddress(), SipUri.parse("sip:" + sentBy(request)).port());
    }
}
