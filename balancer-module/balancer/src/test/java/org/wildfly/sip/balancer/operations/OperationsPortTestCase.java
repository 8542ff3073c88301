/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.sip.balancer.config.ConfigurationException;
import org.wildfly.sip.balancer.config.ConfigurationReader;
import org.wildfly.sip.balancer.main.LoadBalancer;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * The operations port: what it shows, what it does, and for whom.
 */
class OperationsPortTestCase {

    @Test
    void aBalancerIsReadyWhileANodeIsAliveAndUntilItIsToldToStop() throws Exception {
        try (OperationsClient client = new OperationsClient()) {
            assertThat(client.get("/health/live").status()).isEqualTo(200);
            assertThat(client.get("/health/ready").status()).isEqualTo(503);
            assertThat(client.get("/health/ready").body()).contains("no node is alive");
            client.node("n1", NodeState.DRAINING);
            assertThat(client.get("/health/ready").status()).isEqualTo(200);
            client.balancer().announceStop();
            assertThat(client.get("/health/ready").status()).isEqualTo(503);
            assertThat(client.get("/health/ready").body()).contains("stopping");
            assertThat(client.get("/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void aNodeIsDrainedAndUndrainedByPostOnly() throws Exception {
        try (OperationsClient client = new OperationsClient()) {
            client.node("n/1 \"a\"", NodeState.UP);
            assertThat(client.get("/nodes/n%2F1%20%22a%22/drain").status()).isEqualTo(404);
            assertThat(client.post("/nodes/n%2F1%20%22a%22/drain").body()).contains("\"state\":\"DRAINING\"", "\"announced\":\"UP\"",
                    "\"drained\":true");
            assertThat(client.get("/nodes").body()).contains("\"n/1 \\\"a\\\"\"").contains("DRAINING");
            assertThat(client.balancer().registry().state("n/1 \"a\"")).isEqualTo(NodeState.DRAINING);
            assertThat(client.post("/nodes/n%2F1%20%22a%22/undrain").status()).isEqualTo(200);
            assertThat(client.balancer().registry().state("n/1 \"a\"")).isEqualTo(NodeState.UP);
            assertThat(client.post("/nodes/n2/drain").status()).isEqualTo(404);
            assertThat(client.post("/nodes/n2").status()).isEqualTo(404);
        }
    }

    @Test
    void countsAreShownToPeopleAndToPrometheus() throws Exception {
        try (OperationsClient client = new OperationsClient()) {
            client.node("n1", NodeState.UP);
            assertThat(client.get("/status").body()).contains("\"calls\":0", "\"garbage\":0", "\"stopping\":false");
            assertThat(client.get("/calls").body()).isEqualTo("{\"calls\":0}");
            OperationsClient.Response metrics = client.get("/metrics");
            assertThat(metrics.headers()).contains("text/plain; version=0.0.4");
            assertThat(metrics.body()).contains("sip_balancer_dropped_messages_total{cause=\"garbage\"} 0.0",
                    "sip_balancer_node_state{node=\"n1\",state=\"UP\"} 1.0", "jvm_memory_used_bytes");
        }
    }

    @Test
    void theConfigurationIsShownWithoutSecretsAndCannotBeReloadedWithoutAFile() throws Exception {
        try (OperationsClient client = new OperationsClient("routeSecret=abcdefghij")) {
            assertThat(client.get("/config").body()).contains("routeSecret=***", "nodeTimeout=5100").doesNotContain("abcdefghij");
            assertThat(client.get("/reload").status()).isEqualTo(404);
            assertThat(client.post("/reload").status()).isEqualTo(409);
        }
    }

    @Test
    void theLogLevelOfACategoryIsChanged() throws Exception {
        try (OperationsClient client = new OperationsClient()) {
            assertThat(client.post("/loglevel?logger=org.example&level=debug").body()).contains("\"level\":\"DEBUG\"");
            assertThat(client.get("/loglevel?logger=org.example").body()).contains("\"level\":\"DEBUG\"");
            assertThat(client.get("/loglevel").body()).contains("\"level\":\"INFO\"");
            assertThat(client.post("/loglevel?level=loud").status()).isEqualTo(400);
            assertThat(client.post("/loglevel?level=%").status()).isEqualTo(400);
        }
    }

    @Test
    void askingForCategoriesMakesNone() throws Exception {
        try (OperationsClient client = new OperationsClient()) {
            assertThat(client.get("/loglevel?logger=net.example.asked").body()).contains("\"level\":\"INFO\"");
            assertThat(LoggerContext.getContext(false).hasLogger("net.example.asked")).isFalse();
            assertThat(client.post("/loglevel?level=debug&logger=a%0d%0aforged").status()).isEqualTo(400);
            assertThat(client.get("/loglevel?logger=" + "a".repeat(201)).status()).isEqualTo(400);
        }
    }

    @Test
    void clientsThatAreSlowDoNotKeepAMonitorFromItsAnswer() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (OperationsClient client = new OperationsClient()) {
            for (int i = 0; i < 8; i++) {
                Socket socket = new Socket("127.0.0.1", client.balancer().operationsPort());
                slow.add(socket);
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII));
            }
            long start = System.nanoTime();
            assertThat(client.get("/health/live").status()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void thePageAndItsPartsAreThereAndMayLoadNothingFromElsewhere() throws Exception {
        try (OperationsClient client = new OperationsClient()) {
            OperationsClient.Response page = client.get("/");
            assertThat(page.headers()).contains("text/html").containsIgnoringCase("Content-Security-Policy: default-src 'none'");
            assertThat(page.body()).contains("page.js", "page.css").doesNotContain("http://", "https://", "<script>", "style=", "onclick=");
            assertThat(client.get("/page.js").headers()).contains("text/javascript");
            assertThat(client.get("/page.css").headers()).contains("text/css");
            assertThat(client.get("/other.js").status()).isEqualTo(404);
            assertThat(client.get("/../../lb.properties").status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: evil.example", "Host: evil.example:80", "Host: 127.0.0.1.evil.example", "Host:", "Host: [::1].evil"})
    void aNameThatIsNotThisHostsIsRefused(String host) throws Exception {
        try (OperationsClient client = new OperationsClient()) {
            assertThat(client.get("/nodes", host).status()).isIn(400, 421);
            assertThat(client.get("/health/live", host).status()).isIn(400, 421);
        }
    }

    @Test
    void aPageOfAnotherSiteCannotSendCommands() throws Exception {
        try (OperationsClient client = new OperationsClient()) {
            client.node("n1", NodeState.UP);
            String own = "127.0.0.1:" + client.balancer().operationsPort();
            for (String header : new String[]{"Origin: https://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site",
                    "Origin: http://" + own + ".evil"}) {
                assertThat(client.post("/nodes/n1/drain", header).status()).isEqualTo(403);
            }
            assertThat(client.balancer().registry().state("n1")).isEqualTo(NodeState.UP);
            assertThat(client.post("/nodes/n1/drain", "Origin: http://" + own, "Sec-Fetch-Site: same-origin").status()).isEqualTo(200);
        }
    }

    @Test
    void credentialsAreNeededForAllButHealth() throws Exception {
        try (OperationsClient client = new OperationsClient("operationsUser=joe", "operationsPassword=correct horse")) {
            assertThat(client.get("/health/live").status()).isEqualTo(200);
            assertThat(client.get("/nodes").headers()).containsIgnoringCase("WWW-Authenticate: Basic");
            assertThat(client.get("/").status()).isEqualTo(401);
            assertThat(client.post("/reload").status()).isEqualTo(401);
            assertThat(client.get("/nodes", basic("joe:correct horse")).status()).isEqualTo(200);
            for (String wrong : new String[]{basic("joe:wrong"), basic("jo:e:correct horse"), basic(""), "Authorization: Basic %%%",
                    "Authorization: Basic",
                    "Authorization: Bearer x"}) {
                assertThat(client.get("/nodes", wrong).status()).as(wrong).isEqualTo(401);
            }
        }
    }

    private static String basic(String text) {
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void bodiesAndOtherMethodsAreNotTaken() throws Exception {
        try (OperationsClient client = new OperationsClient()) {
            assertThat(client.post("/reload", "Content-Length: 1000000").status()).isEqualTo(413);
            assertThat(client.post("/reload", "Transfer-Encoding: chunked").status()).isEqualTo(413);
            assertThat(client.raw("DELETE /nodes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").status()).isEqualTo(405);
            assertThat(client.raw("HEAD /nodes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").body()).isEmpty();
            assertThat(client.raw("nonsense\r\n\r\n").status()).isIn(0, 400);
            assertThat(client.get("/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void withoutCredentialsItIsForThisHostOnlyAndSaysHowElse() {
        assertThatThrownBy(() -> read("operationsHost=0.0.0.0")).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("line 1: operationsHost=0.0.0.0").hasMessageContaining("set operationsUser and operationsPassword");
        assertThatThrownBy(() -> read("operationsUser=joe"))
                .hasMessageContaining("operationsUser=joe means nothing without operationsPassword");
        assertThatThrownBy(() -> read("operationsPassword=12345678")).hasMessageContaining("without operationsUser")
                .hasMessageNotContaining("12345678");
        assertThatThrownBy(() -> read("operationsUser=joe", "operationsPassword=short")).hasMessageContaining("shorter than 8");
    }

    private static void read(String... lines) throws Exception {
        new ConfigurationReader(warning -> {
        }).read("lb.properties", new StringReader(String.join("\n", lines) + "\nexternalPort=5060"));
    }

    @Test
    void aPortThatIsTakenIsAnErrorIfItWasChosen() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String text = "externalPort=0\nheartbeatPort=0\nudpReceiveBufferSize=65536\noperationsPort=" + taken.getLocalPort();
            assertThatThrownBy(() -> new LoadBalancer(new ConfigurationReader(warning -> {
            }).read("lb.properties", new StringReader(text)))).isInstanceOf(IOException.class)
                    .hasMessageContaining("operationsPort").hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
    }
}
