/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.wildfly.sip.demo.phone.Call;
import org.wildfly.sip.demo.phone.IncomingCall;
import org.wildfly.sip.demo.phone.OutgoingCall;
import org.wildfly.sip.demo.phone.Phone;
import org.wildfly.sip.demo.phone.UserAgent;
import org.wildfly.sip.demo.phone.message.SipMessage;
import org.wildfly.sip.demo.process.Cluster;
import org.wildfly.sip.demo.process.ServerNode;
import org.wildfly.sip.demo.process.SipApplicationClient;

/** What the two phones do, and what happens to their servers meanwhile. */
final class Story {
    static final String DEPLOYMENT = "billing.war";

    private static final Duration SHORT = Duration.ofSeconds(10);
    private static final Duration FAILOVER = Duration.ofSeconds(32);
    private static final Duration TALK = Duration.ofSeconds(2);
    private static final String DOMAIN = "example.com";

    private final Steps steps;
    private final Cluster cluster;
    private final List<UserAgent> userAgents;
    private final Phone a;
    private final Phone b;
    private ServerNode survivor;

    Story(Steps steps, Cluster cluster, UserAgent left, UserAgent right) {
        this.steps = steps;
        this.cluster = cluster;
        this.userAgents = List.of(left, right);
        this.a = left.phone("a", DOMAIN, cluster.balancer().external());
        this.b = right.phone("b", DOMAIN, cluster.balancer().external());
    }

    void play() {
        this.steps.play("Both phones register", "200 to each REGISTER", SHORT,
                () -> status(Steps.get(this.a.register(Duration.ofMinutes(10)))) + ", "
                        + status(Steps.get(this.b.register(Duration.ofMinutes(10)))));
        OutgoingCall call = this.a.call(this.b.address());
        IncomingCall[] answered = new IncomingCall[1];
        this.steps.play("A calls B, B's phone rings", "the INVITE at B, then 180 at A", SHORT, () -> {
            answered[0] = Steps.get(this.b.nextCall());
            answered[0].ring();
            return status(Steps.get(call.ringing()));
        });
        this.steps.play("B answers", "200 at A, the ACK at B", SHORT, () -> {
            Steps.get(answered[0].answer());
            return status(Steps.get(call.answered()));
        });
        IncomingCall other = answered[0];
        String session = this.kill();
        this.steps.play("The call goes on: A puts B on hold", "200 to A's re-INVITE, passed on to B", FAILOVER, () -> {
            String result = status(Steps.get(call.reinvite()));
            Steps.get(other.next("INVITE"));
            return result;
        });
        this.steps.play("B sends a tone to A", "200 to B's INFO, passed on to A", FAILOVER, () -> {
            String result = status(Steps.get(other.info()));
            Steps.get(call.next("INFO"));
            return result;
        });
        this.hangUp("A hangs up, B gets the BYE", call, other);
        this.steps.play("The survivor shows the bill: /deployment=" + DEPLOYMENT + "/subsystem=sip:read-session(id=" + session + ")",
                "a closed bill of at least the time of the talk", SHORT, () -> this.bill(session));
        this.callBack();
        this.steps.play("Nobody did anything against RFC 3261", "nothing that the phones complain of", SHORT, this::complaints);
    }

    /** Ends the server that holds the call. @return the id of the call's application session */
    private String kill() {
        ServerNode[] holder = new ServerNode[1];
        String session = this.steps.play("Which server holds the call?", "an application session with an open bill on one of them", SHORT,
                () -> {
                    for (ServerNode node : this.cluster.nodes()) {
                        String id = new SipApplicationClient(node, DEPLOYMENT).find("bill", "open").orElse(null);
                        if (id != null) {
                            holder[0] = node;
                            return id;
                        }
                    }
                    throw new IllegalStateException("No server has it");
                });
        this.steps.play("A and B talk", "time passes", SHORT, () -> {
            long until = System.nanoTime() + TALK.toNanos();
            while (System.nanoTime() < until) {
                LockSupport.parkNanos(until - System.nanoTime());
            }
            return TALK.toSeconds() + " s";
        });
        this.survivor = this.cluster.other(holder[0]);
        this.steps.play("kill -9 " + holder[0].process().pid() + ", the server of the call", "it is dead", SHORT, () -> {
            holder[0].kill();
            return holder[0].name() + " is dead, " + this.survivor.name() + " is left";
        });
        return session;
    }

    private void hangUp(String title, Call call, Call other) {
        this.steps.play(title, "200 to the BYE, and a BYE at the other end", FAILOVER, () -> {
            String result = status(Steps.get(call.hangUp()));
            Steps.get(other.hungUp());
            return result;
        });
    }

    private String bill(String session) {
        SipApplicationClient application = new SipApplicationClient(this.survivor, DEPLOYMENT);
        Map<String, String> bill = application.attributes(session);
        if (!"closed".equals(bill.get("bill")) || Double.parseDouble(bill.get("seconds")) < TALK.toSeconds()) {
            throw new IllegalStateException(bill.toString());
        }
        return bill.get("caller") + " to " + bill.get("callee") + ": " + bill.get("seconds") + " s, " + bill.get("cents") + " cents";
    }

    private void callBack() {
        OutgoingCall call = this.b.call(this.a.address());
        IncomingCall[] answered = new IncomingCall[1];
        this.steps.play("B calls A: the registrations have survived, too", "the INVITE at A, 200 at B", FAILOVER, () -> {
            answered[0] = Steps.get(this.a.nextCall());
            Steps.get(answered[0].answer());
            return status(Steps.get(call.answered()));
        });
        this.hangUp("B hangs up, A gets the BYE", call, answered[0]);
    }

    private String complaints() {
        List<String> violations = this.userAgents.stream().flatMap(userAgent -> userAgent.violations().list().stream()).toList();
        if (!violations.isEmpty()) {
            throw new IllegalStateException(String.join("\n            ", violations));
        }
        return "right";
    }

    private static String status(SipMessage response) {
        if (response.status() >= 300) {
            throw new IllegalStateException("The answer is " + response);
        }
        return Integer.toString(response.status());
    }
}
