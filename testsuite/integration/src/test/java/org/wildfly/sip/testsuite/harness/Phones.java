/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.wildfly.sip.demo.phone.Call;
import org.wildfly.sip.demo.phone.OutgoingCall;
import org.wildfly.sip.demo.phone.Phone;
import org.wildfly.sip.demo.phone.UserAgent;
import org.wildfly.sip.demo.phone.message.SipMessage;

/** A caller's and a callee's phone, both behind the balancer, on sockets of their own. All SIP messages are written to files. */
public final class Phones implements AutoCloseable {
    /** What RFC 3261 gives a transaction (timers B and F), and a little. */
    private static final Duration TRANSACTION = Duration.ofSeconds(34);

    private final UserAgent callers;
    private final UserAgent callees;
    private final Phone caller;
    private final Phone callee;

    /** @param folder where the messages are written */
    public Phones(InetSocketAddress balancer, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.callers = UserAgent.open("callers", folder.resolve("callers.log"));
        this.callees = UserAgent.open("callees", folder.resolve("callees.log"));
        this.caller = this.callers.phone("caller", "example.com", balancer);
        this.callee = this.callees.phone(Applications.CALLEE, "example.com", balancer);
    }

    /** The caller. */
    public Phone caller() {
        return this.caller;
    }

    /** The callee. */
    public Phone callee() {
        return this.callee;
    }

    /** A further phone of the caller's user agent that sends to a node directly. */
    public Phone callerAt(InetSocketAddress node) {
        return this.callers.phone("direct", "example.com", node);
    }

    /** The address of an application. */
    public static String address(String application) {
        return "sip:" + application + "@example.com";
    }

    /** Begins many calls at once, the nth with the header field {@code X-Secret: n}, and waits until all are answered. */
    public List<OutgoingCall> establish(int count, String address) {
        List<OutgoingCall> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            calls.add(this.caller.call(address, Map.of("X-Secret", Integer.toString(i))));
        }
        calls.forEach(call -> get(call.answered()));
        return calls;
    }

    /** The name of the node that answered a call. */
    public static String node(OutgoingCall call) {
        return get(call.answered()).header("X-Node");
    }

    /** Waits for a final response, for as long as a transaction lasts. */
    public static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(TRANSACTION.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Ends calls all at once and checks that each BYE is answered 200. @return the responses in the order of the calls */
    public static List<SipMessage> hangUp(List<? extends Call> calls) {
        List<CompletableFuture<SipMessage>> byes = calls.stream().map(Call::hangUp).toList();
        List<SipMessage> responses = byes.stream().map(Phones::get).toList();
        assertThat(responses).allSatisfy(response -> assertThat(response.status()).isEqualTo(200));
        return responses;
    }

    /** Fails if a peer of the phones did something against the RFC. */
    public void assertNoViolations() {
        assertThat(this.callers.violations().list()).as("What the caller's peer did against RFC 3261").isEmpty();
        assertThat(this.callees.violations().list()).as("What the callee's peer did against RFC 3261").isEmpty();
    }

    @Override
    public void close() {
        this.callers.close();
        this.callees.close();
    }
}
