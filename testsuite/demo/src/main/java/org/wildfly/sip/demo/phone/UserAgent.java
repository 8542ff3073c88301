/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.phone;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.wildfly.sip.demo.phone.message.SipMessage;
import org.wildfly.sip.demo.phone.message.SipUri;
import org.wildfly.sip.demo.phone.transaction.Hop;
import org.wildfly.sip.demo.phone.transaction.SipTimers;
import org.wildfly.sip.demo.phone.transaction.TransactionLayer;
import org.wildfly.sip.demo.phone.transport.EventLoop;
import org.wildfly.sip.demo.phone.transport.TcpTransport;
import org.wildfly.sip.demo.phone.transport.Transport;
import org.wildfly.sip.demo.phone.transport.UdpTransport;
import org.wildfly.sip.demo.process.FreePorts;

/** Phones that share one port of 127.0.0.1, over UDP and TCP, and one thread. Hundreds of calls at once are no matter. */
public final class UserAgent implements AutoCloseable {
    private final EventLoop loop;
    private final SipTimers timers;
    private final Violations violations = new Violations();
    private final MessageTrace trace;
    private final TransactionLayer transactions;
    private final TcpTransport tcp;
    private final UdpTransport udp;
    private final Map<String, Phone> phones = new ConcurrentHashMap<>();
    private final Map<String, Call> calls = new HashMap<>();

    /**
     * Binds a free port.
     *
     * @param name names its thread
     * @param traceFile where all messages are written; null for nowhere
     */
    public UserAgent(String name, SipTimers timers, Path traceFile) {
        this.timers = timers;
        this.trace = new MessageTrace(traceFile);
        this.loop = new EventLoop(name, failure -> this.violations.add("Unexpected: " + failure + " at " + failure.getStackTrace()[0]));
        this.transactions = new TransactionLayer(this.loop, timers, new UserAgentCore(this), this.violations::add);
        TransportListener listener = new TransportListener();
        // one that is free for both transports: what the system gives for one may be taken for the other
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", new FreePorts().next());
        this.udp = new UdpTransport(address, this.loop, listener);
        this.tcp = new TcpTransport(address, this.loop, listener);
    }

    /** Binds a free port; timers are those of RFC 3261. */
    public static UserAgent open(String name, Path traceFile) {
        return new UserAgent(name, SipTimers.RFC3261, traceFile);
    }

    /** Makes a phone that sends over UDP to an outbound proxy. */
    public Phone phone(String user, String domain, InetSocketAddress proxy) {
        return this.add(new Phone(this, user, domain, new Hop(this.udp, proxy)));
    }

    /** Makes a phone that sends over TCP to an outbound proxy. */
    public Phone tcpPhone(String user, String domain, InetSocketAddress proxy) {
        return this.add(new Phone(this, user, domain, new Hop(this.tcp, proxy)));
    }

    private Phone add(Phone phone) {
        this.phones.put(phone.user(), phone);
        return phone;
    }

    /** The bound address, of UDP and TCP alike. */
    public InetSocketAddress address() {
        return this.udp.address();
    }

    /** What peers did against the RFC. */
    public Violations violations() {
        return this.violations;
    }

    /** The number of calls that have not ended. */
    public CompletableFuture<Integer> activeCalls() {
        return this.call(() -> CompletableFuture.completedFuture(this.calls.size()));
    }

    EventLoop loop() {
        return this.loop;
    }

    SipTimers timers() {
        return this.timers;
    }

    TransactionLayer transactions() {
        return this.transactions;
    }

    Hop hop(SipUri uri) {
        return new Hop("tcp".equalsIgnoreCase(uri.parameter("transport")) ? this.tcp : this.udp, uri.address());
    }

    /** Runs something on the loop that gives a future. */
    <T> CompletableFuture<T> call(Supplier<CompletableFuture<T>> action) {
        CompletableFuture<T> result = new CompletableFuture<>();
        this.loop.execute(() -> {
            try {
                action.get().whenComplete((value, failure) -> {
                    if (failure == null) {
                        result.complete(value);
                    } else {
                        result.completeExceptionally(failure);
                    }
                });
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /** Sends a request that is no INVITE. On the loop. */
    CompletableFuture<SipMessage> send(SipMessage request, Hop hop) {
        FutureUser user = new FutureUser(request.method() + " of " + request.callId());
        this.transactions.send(request, hop, user);
        return user.response();
    }

    /** The call of a Call-ID and an own tag; null if there is none. */
    Call find(String callId, String localTag) {
        return this.calls.get(callId + '|' + localTag);
    }

    /** The call that an INVITE began; null if there is none any more. */
    IncomingCall find(SipMessage invite) {
        for (Call call : this.calls.values()) {
            if (call instanceof IncomingCall incoming && incoming.invite() == invite) {
                return incoming;
            }
        }
        return null;
    }

    /** The phone of a user; null if there is none. */
    Phone find(SipUri uri) {
        return uri.user() == null ? null : this.phones.get(uri.user());
    }

    void remember(Call call) {
        this.calls.put(call.callId() + '|' + call.localTag(), call);
    }

    void forget(Call call) {
        this.calls.remove(call.callId() + '|' + call.localTag());
    }

    @Override
    public void close() {
        this.loop.close();
        this.tcp.close();
        this.udp.close();
        this.trace.close();
    }

    private final class TransportListener implements Transport.Listener {
        @Override
        public void received(SipMessage message, InetSocketAddress source, Transport transport) {
            UserAgent.this.trace.write("from", source, message);
            UserAgent.this.transactions.receive(message, source, transport);
        }

        @Override
        public void sent(SipMessage message, InetSocketAddress destination, Transport transport) {
            UserAgent.this.trace.write("to", destination, message);
        }

        @Override
        public void garbage(String problem, InetSocketAddress source) {
            UserAgent.this.trace.write("garbage from", source, problem);
            UserAgent.this.violations.add("Garbage from " + source + ": " + problem);
        }

        @Override
        public void failed(String problem, InetSocketAddress peer) {
            UserAgent.this.trace.write("failure at", peer, problem);
        }
    }
}
