/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.load;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/**
 * A phone on UDP that begins calls at a rate and hangs up as soon as it is answered: six messages a call. What is not answered is sent
 * again (RFC 3261 section 17.1), so each call comes to its end, whatever the machine drops.
 */
final class CallLoad implements AutoCloseable {
    private final UdpPeer sender;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong finished = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final Map<String, Unanswered> open = new ConcurrentHashMap<>();
    private final Thread caller;
    private final Thread listener;
    private final Thread repeater;

    /** Begins. */
    CallLoad(StartedBalancer balancer, int callsPerSecond) throws IOException {
        this.sender = new UdpPeer(balancer.external());
        this.caller = start("caller", () -> call(TimeUnit.SECONDS.toNanos(1) / callsPerSecond));
        this.listener = start("listener", this::listen);
        this.repeater = start("repeater", this::repeat);
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, "load, " + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    long begun() {
        return this.begun.get();
    }

    long finished() {
        return this.finished.get();
    }

    /** How many requests were sent again. */
    long repeated() {
        return this.repeated.get();
    }

    /** Begins no more calls; those that have begun go on. */
    void end() throws InterruptedException {
        this.ended.set(true);
        this.caller.join();
    }

    private void call(long period) {
        try {
            for (long next = System.nanoTime(); !this.ended.get(); next += period) {
                LockSupport.parkNanos(next - System.nanoTime());
                SipText invite = this.sender.request("INVITE", "sip:bob@example.com");
                this.begun.incrementAndGet();
                send(invite);
            }
        } catch (IOException e) {
            this.ended.set(true);
        }
    }

    private void send(SipText request) throws IOException {
        this.open.put(request.header("Call-ID"), new Unanswered(request));
        this.sender.send(request);
    }

    private void repeat() {
        try {
            while (true) {
                LockSupport.parkNanos(Unanswered.T1);
                long now = System.nanoTime();
                for (Unanswered request : this.open.values()) {
                    if (request.isDue(now)) {
                        this.repeated.incrementAndGet();
                        this.sender.send(request.text());
                    }
                }
            }
        } catch (IOException e) {
            this.ended.set(true);
        }
    }

    private void listen() {
        try {
            while (true) {
                SipText response = this.sender.poll(1000);
                if (response != null && response.status() == 200) {
                    answered(response);
                }
            }
        } catch (IOException e) {
            this.ended.set(true);
        }
    }

    private void answered(SipText response) throws IOException {
        Unanswered request = this.open.get(response.header("Call-ID"));
        if (response.header("CSeq").endsWith("INVITE")) {
            this.sender.send(response.inDialog("ACK", 1, response, true));
            if (request != null && request.text().method().equals("INVITE")) {
                send(response.inDialog("BYE", 2, response, true));
            }
        } else if (request != null) {
            this.open.remove(response.header("Call-ID"));
            this.finished.incrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        this.ended.set(true);
        this.sender.close();
        LockSupport.unpark(this.repeater);
        try {
            this.listener.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
