/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.load;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** A phone on UDP that begins calls at a rate and hangs up as soon as it is answered: six messages a call. It does not repeat itself. */
final class CallLoad implements AutoCloseable {
    private final UdpPeer sender;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong finished = new AtomicLong();
    private final Thread caller;
    private final Thread listener;

    /** Begins. */
    CallLoad(StartedBalancer balancer, int callsPerSecond) throws IOException {
        this.sender = new UdpPeer(balancer.external());
        this.caller = start("caller", () -> call(TimeUnit.SECONDS.toNanos(1) / callsPerSecond));
        this.listener = start("listener", this::listen);
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

    /** Begins no more calls. */
    void end() throws InterruptedException {
        this.ended.set(true);
        this.caller.join();
    }

    private void call(long period) {
        try {
            for (long next = System.nanoTime(); !this.ended.get(); next += period) {
                LockSupport.parkNanos(next - System.nanoTime());
                this.sender.send(this.sender.request("INVITE", "sip:bob@example.com"));
                this.begun.incrementAndGet();
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
        if (response.header("CSeq").endsWith("BYE")) {
            this.finished.incrementAndGet();
        } else {
            this.sender.send(response.inDialog("ACK", 1, response, true));
            this.sender.send(response.inDialog("BYE", 2, response, true));
        }
    }

    @Override
    public void close() throws IOException {
        this.ended.set(true);
        this.sender.close();
        try {
            this.listener.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
