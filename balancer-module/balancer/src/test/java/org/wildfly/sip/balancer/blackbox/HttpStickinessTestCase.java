/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * HTTP sessions stay with their nodes.
 */
class HttpStickinessTestCase {
    private static final String HTTP = "httpPort=0";

    private static Balancer balancer(int nodes) throws Exception {
        Balancer balancer = new Balancer(HTTP);
        for (int i = 1; i <= nodes; i++) {
            balancer.add(new HttpNode("n" + i)).register(balancer);
        }
        return balancer;
    }

    private static String node(Balancer balancer, String target, String... headers) throws Exception {
        return HttpClients.get(balancer, target, headers).body().strip();
    }

    @ParameterizedTest
    @CsvSource({"/,JSESSIONID=abc.n2", "/,a=b; jsessionid=\"abc.n2\"; c=d", "/,JSESSIONID=old.gone; JSESSIONID=abc.n2",
            "/,JSESSIONID=abc.n9.n2", "/app/x;jsessionid=abc.n2,", "/app;v=1;JSESSIONID=abc.n2/y?q=1,", "/app?a=1&jsessionid=abc.n2,",
            "/app?JSessionId=abc.n2&b=2,"})
    void theNodeThatASessionIdNamesGetsTheRequest(String target, String cookie) throws Exception {
        try (Balancer balancer = balancer(3)) {
            for (int i = 0; i < 4; i++) {
                assertThat(cookie == null ? node(balancer, target) : node(balancer, target, "Cookie", cookie)).isEqualTo("n2");
            }
        }
    }

    @Test
    void theFirstRequestHasAnyNodeAndTheFollowingOnesTheSame() throws Exception {
        try (Balancer balancer = new Balancer(HTTP)) {
            for (String name : List.of("n1", "n2", "n3")) {
                HttpNode node = balancer.add(new HttpNode(name)).register(balancer);
                node.behaviour = exchange -> {
                    exchange.getResponseHeaders().put(new HttpString("Set-Cookie"), "JSESSIONID=0123." + name + "; Path=/; HttpOnly");
                    HttpNode.answer(exchange, 200, name);
                };
            }
            for (int i = 0; i < 3; i++) {
                var first = HttpClients.get(balancer, "/");
                String cookie = first.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
                assertThat(node(balancer, "/", "Cookie", cookie)).isEqualTo(first.body());
                assertThat(node(balancer, "/other", "Cookie", cookie)).isEqualTo(first.body());
            }
        }
    }

    @Test
    void theSessionsOfADeadNodeGoToOthersEachToTheSameOneAgain() throws Exception {
        try (Balancer balancer = balancer(4)) {
            balancer.kill("n2");
            Set<String> used = new HashSet<>();
            for (int i = 0; i < 20; i++) {
                String cookie = "JSESSIONID=session" + i + ".n2";
                String node = node(balancer, "/", "Cookie", cookie);
                assertThat(node).isNotEqualTo("n2");
                assertThat(node(balancer, "/", "Cookie", cookie)).isEqualTo(node);
                used.add(node);
            }
            assertThat(used).hasSize(3);
        }
    }

    @Test
    void aSessionIdWithoutRouteIsHashedAndBalancersAgree() throws Exception {
        try (Balancer one = balancer(4); Balancer other = balancer(4)) {
            Set<String> used = new HashSet<>();
            for (int i = 0; i < 30; i++) {
                String cookie = "JSESSIONID=" + Integer.toHexString(i * 7919);
                String node = node(one, "/", "Cookie", cookie);
                assertThat(node(other, "/", "Cookie", cookie)).isEqualTo(node);
                used.add(node);
            }
            assertThat(used).hasSize(4);
        }
    }

    @Test
    void aHashedSessionStaysWhenAnotherNodeLeaves() throws Exception {
        try (Balancer balancer = balancer(4)) {
            for (int i = 0; i < 20; i++) {
                String cookie = "JSESSIONID=s" + i;
                String node = node(balancer, "/", "Cookie", cookie);
                String other = node.equals("n1") ? "n2" : "n1";
                balancer.kill(other);
                assertThat(node(balancer, "/", "Cookie", cookie)).isEqualTo(node);
                balancer.running().registry().nodeStateChanged(other, NodeState.UP);
            }
        }
    }

    @Test
    void sessionsFollowTheSwitchThatASurvivorHasTold() throws Exception {
        try (Balancer balancer = balancer(4)) {
            balancer.kill("n2");
            balancer.running().http().switches().switched("n2", "n3");
            assertThat(node(balancer, "/", "Cookie", "JSESSIONID=a.n2")).isEqualTo("n3");
            balancer.kill("n3");
            balancer.running().http().switches().switched("n3", "n4");
            assertThat(node(balancer, "/", "Cookie", "JSESSIONID=a.n2")).isEqualTo("n4");
            balancer.running().http().switches().switched("n4", "n2");
            balancer.kill("n4");
            assertThat(node(balancer, "/", "Cookie", "JSESSIONID=a.n2")).isEqualTo("n1");
        }
    }

    @Test
    void sessionsOfALivingNodeFollowTheSwitchAtOnceAndLaterOnesAreItsOwn() throws Exception {
        try (Balancer balancer = new Balancer("httpPort=0")) {
            HttpNode left = balancer.add(new HttpNode("n1")).register(balancer);
            left.behaviour = exchange -> {
                exchange.getResponseHeaders().put(Headers.SET_COOKIE, "JSESSIONID=later.n1; Path=/; HttpOnly");
                HttpNode.answer(exchange, 200, "n1\n");
            };
            assertThat(node(balancer, "/", "Cookie", "JSESSIONID=old.n1")).isEqualTo("n1");
            balancer.add(new HttpNode("n2")).register(balancer);
            balancer.running().http().switches().switched("n1", "n2");
            assertThat(node(balancer, "/", "Cookie", "JSESSIONID=old.n1")).isEqualTo("n2");
            assertThat(node(balancer, "/", "Cookie", "JSESSIONID=old.n2")).isEqualTo("n2");
            assertThat(node(balancer, "/", "Cookie", "JSESSIONID=later.n1")).as("not begun yet").isEqualTo("n2");
            while (!node(balancer, "/").equals("n1")) {
                assertThat(left.requests).hasSize(1);
            }
            assertThat(node(balancer, "/", "Cookie", "JSESSIONID=later.n1")).isEqualTo("n1");
            assertThat(node(balancer, "/", "Cookie", "JSESSIONID=old.n1")).isEqualTo("n2");
            balancer.kill("n2");
            assertThat(node(balancer, "/", "Cookie", "JSESSIONID=old.n1")).as("better than nobody").isEqualTo("n1");
        }
    }

    @Test
    void aNodeThatComesBackAfterItsDeathHasItsSessionsItself() throws Exception {
        try (Balancer balancer = balancer(2)) {
            balancer.running().http().switches().switched("n1", "n2");
            assertThat(node(balancer, "/", "Cookie", "JSESSIONID=a.n1")).isEqualTo("n2");
            balancer.kill("n1");
            balancer.running().registry().nodeStateChanged("n1", NodeState.UP);
            assertThat(node(balancer, "/", "Cookie", "JSESSIONID=a.n1")).isEqualTo("n1");
        }
    }

    @Test
    void switchesThereAndBackLeadToTheNodeThatWasToldLast() throws Exception {
        try (Balancer balancer = balancer(2)) {
            balancer.running().http().switches().switched("n1", "n2");
            balancer.running().http().switches().switched("n2", "n1");
            assertThat(node(balancer, "/", "Cookie", "JSESSIONID=a.n1")).isEqualTo("n1");
            assertThat(node(balancer, "/", "Cookie", "JSESSIONID=b.n2")).isEqualTo("n1");
        }
    }
}
