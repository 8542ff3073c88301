/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.HttpNode;
import org.wildfly.sip.testsuite.balancer.harness.Operations;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** The page shows nodes, rates and states, and drains; the operations port answers the browser. */
class WebPageIT {
    private static StartedBalancer balancer;
    private static Operations operations;
    private static Chromium browser;

    @BeforeAll
    static void start() throws Exception {
        balancer = StartedBalancer.start("page", "operationsPort={operations}", "httpPort={http}");
        operations = new Operations(balancer);
        browser = new Chromium(balancer.folder());
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        balancer.close();
    }

    @BeforeEach
    void open() throws Exception {
        browser.open(operations.uri("/"));
        awaitText("document.title", "SIP load balancer");
    }

    @AfterEach
    void dismiss() throws Exception {
        balancer.dismiss();
    }

    private static void awaitText(String expression, String expected) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(browser.evaluate(expression)).as(expression).contains(expected));
    }

    private static String row(String node) {
        return "[...document.querySelectorAll('#nodes tbody tr')].filter(row => row.dataset.node === '" + node
                + "').map(row => row.innerText).join()";
    }

    private static void click(String node, String action) throws Exception {
        browser.evaluate("document.querySelector('#nodes tr[data-node=" + node + "] button').click()");
        awaitText("document.getElementById('confirm').open", "true");
        assertThat(browser.evaluate("document.getElementById('question').innerText")).isEqualTo(action + " node " + node + '?');
        browser.evaluate("document.getElementById('yes').click()");
    }

    @Test
    void nodesAndTheirStatesAreShownLive() throws Exception {
        BalancedNode node = balancer.node("seen", "7");
        awaitText(row("seen"), "up");
        assertThat(browser.evaluate(row("seen"))).contains("7").contains("UDP").contains(node.hostPort());
        awaitText("document.getElementById('readiness').innerText", "ready");
        node.heartbeat().drain();
        awaitText(row("seen"), "draining");
        node.die();
        awaitText(row("seen"), "down");
        awaitText("document.getElementById('changes').textContent", "Node seen is down.");
        awaitText("document.getElementById('readiness').innerText", "not ready");
    }

    @Test
    void aNarrowWindowScrollsTheTableOnlyAndNodesStandInTheOrderOfTheirNumbers() throws Exception {
        balancer.node("narrow10");
        balancer.node("narrow9");
        awaitText(row("narrow9") + "+" + row("narrow10"), "up");
        browser.width(400);
        try {
            assertThat(browser.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")).isEqualTo("0");
            assertThat(browser.evaluate("document.querySelector('.scroll').scrollWidth > 400")).isEqualTo("true");
            browser.open(operations.uri("/"));
            awaitText("[...document.querySelectorAll('#nodes tbody th')].map(name => name.innerText).join()", "narrow9,narrow10");
        } finally {
            browser.width(0);
        }
    }

    @Test
    void requestsOfHttpAreShownIfNodesTakeThem() throws Exception {
        String columns = "[...document.querySelectorAll('#nodes th.http')].map(each => each.checkVisibility()).join()";
        balancer.node("sip-only");
        awaitText(row("sip-only"), "up");
        awaitText(columns, "false,false");
        balancer.with(new HttpNode("web", "r1", balancer));
        awaitText(row("web"), "up");
        awaitText(columns, "true,true");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + balancer.port("http") + '/')).build();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            assertThat(browser.evaluate("document.querySelector('#nodes tr[data-node=web]').cells[9].innerText"))
                    .matches("[0-9.,]*[1-9][0-9.,]*");
        });
    }

    @Test
    void ratesAndCallsAreShownLive() throws Exception {
        BalancedNode node = balancer.node("busy");
        UdpPeer phone = balancer.phone();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            for (int i = 0; i < 5; i++) {
                phone.send(phone.request("INVITE", "sip:bob@example.com"));
                node.answer(200);
                phone.receive();
            }
            assertThat(browser.evaluate("document.getElementById('rate').innerText")).matches("[0-9.,]*[1-9][0-9.,]*");
            assertThat(browser.evaluate("document.getElementById('calls').innerText")).matches("[1-9][0-9,]*");
        });
        phone.send("hello world".getBytes(StandardCharsets.US_ASCII));
        awaitText("document.getElementById('causes').innerText", "garbage");
    }

    @Test
    void aNodeIsDrainedAndUndrainedByClicks() throws Exception {
        BalancedNode drained = balancer.node("drained");
        BalancedNode other = balancer.node("other");
        awaitText(row("drained"), "up");
        click("drained", "Drain");
        awaitText(row("drained"), "draining");
        UdpPeer phone = balancer.phone();
        for (int i = 0; i < 4; i++) {
            phone.send(phone.request("INVITE", "sip:bob@example.com"));
            assertThat(other.sip().receive().method()).isEqualTo("INVITE");
        }
        awaitText(row("drained"), "Undrain");
        click("drained", "Undrain");
        awaitText(row("drained"), "up");
        phone.send(phone.request("INVITE", "sip:bob@example.com"));
        phone.send(phone.request("INVITE", "sip:bob@example.com"));
        assertThat(drained.sip().receive().method()).isEqualTo("INVITE");
    }

    @Test
    void nothingComesFromOutsideAndNothingFails() throws Exception {
        balancer.node("any");
        awaitText(row("any"), "up");
        assertThat(browser.events("Network.requestWillBeSent")).isNotEmpty().allSatisfy(
                event -> assertThat(event).containsPattern("\"request\":\\{\"url\":\"(" + operations.uri("/") + "|data:|about:)"));
        assertThat(browser.events("Runtime.exceptionThrown")).isEmpty();
        assertThat(browser.events("Log.entryAdded").stream().filter(event -> !event.contains("503"))).isEmpty();
    }

    @Test
    void thePagesLinksLeadSomewhere() throws Exception {
        browser.open(operations.uri("/metrics"));
        awaitText("document.body.innerText", "sip_balancer_");
        browser.open(operations.uri("/config"));
        awaitText("document.body.innerText", "externalPort=" + balancer.port("external"));
        browser.open(operations.uri("/health/live"));
        awaitText("document.body.innerText", "up");
    }
}
