/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.wildfly.sip.demo.billing.Switchboard;
import org.wildfly.sip.demo.phone.IncomingCall;
import org.wildfly.sip.demo.phone.OutgoingCall;
import org.wildfly.sip.demo.phone.Phone;
import org.wildfly.sip.demo.phone.UserAgent;
import org.wildfly.sip.demo.process.Cluster;
import org.wildfly.sip.demo.process.ServerHome;
import org.wildfly.sip.demo.process.WarFile;

/**
 * How long a caller waits for the first answer after {@code kill -9} of the server that holds its call, beside how long one waits for the same without
 * a death: a B2BUA's calls, of which half sit on the killed server. The phones retransmit by the RFC's timers, so what reaches the dead server is
 * answered after 500 ms at the earliest.
 */
public final class TakeoverTime {
    private static final int CALLS = 200;
    private static final int ROUNDS = 3;

    private TakeoverTime() {
    }

    /**
     * @param arguments a provisioned server with {@code standalone-sip-ha.xml}, the balancer's jar, a folder for logs
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            System.err.println("Arguments: <WildFly home> <balancer jar> <folder for logs>");
            System.exit(2);
        }
        Path folder = Path.of(arguments[2]).toAbsolutePath();
        Files.createDirectories(folder);
        ServerHome home = new ServerHome(Path.of(arguments[0]).toAbsolutePath(), "standalone-sip-ha.xml");
        Path war = new WarFile().addPackage(Switchboard.class).write(folder.resolve("billing.war"));
        try (Cluster cluster = Cluster.start(home, Path.of(arguments[1]).toAbsolutePath(), folder);
                UserAgent left = UserAgent.open("callers", null);
                UserAgent right = UserAgent.open("callee", null)) {
            cluster.deploy(war);
            Phone caller = left.phone("a", "example.com", cluster.balancer().external());
            Phone callee = right.phone("b", "example.com", cluster.balancer().external());
            callee.register(Duration.ofHours(1)).get(10, TimeUnit.SECONDS);
            callee.onCall(IncomingCall::answer);
            for (int round = 1; round <= ROUNDS; round++) {
                List<OutgoingCall> calls = establish(caller, callee);
                report(round, "alive", tones(calls));
                cluster.nodes().get(0).kill();
                report(round, "killed", tones(calls));
                for (OutgoingCall call : calls) {
                    call.hangUp().get(40, TimeUnit.SECONDS);
                }
                cluster.restore();
            }
        }
    }

    private static List<OutgoingCall> establish(Phone caller, Phone callee) throws Exception {
        List<OutgoingCall> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            calls.add(caller.call(callee.address()));
        }
        for (OutgoingCall call : calls) {
            call.answered().get(30, TimeUnit.SECONDS);
        }
        return calls;
    }

    /** Sends an INFO on each call at once. @return the milliseconds until each was answered, sorted */
    private static double[] tones(List<OutgoingCall> calls) throws Exception {
        double[] millis = new double[calls.size()];
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int i = 0; i < millis.length; i++) {
            int call = i;
            long started = System.nanoTime();
            answers.add(calls.get(i).info().thenAccept(answer -> millis[call] = (System.nanoTime() - started) / 1e6));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        java.util.Arrays.sort(millis);
        return millis;
    }

    private static void report(int round, String what, double[] millis) {
        System.out.printf(Locale.ROOT, "round %d, %-6s  min %7.1f  median %7.1f  p95 %7.1f  max %7.1f ms%n", round, what, millis[0],
                millis[millis.length / 2], millis[millis.length * 95 / 100], millis[millis.length - 1]);
    }
}
