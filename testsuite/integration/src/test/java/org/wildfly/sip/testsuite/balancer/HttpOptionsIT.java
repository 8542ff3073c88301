/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wildfly.sip.testsuite.balancer.harness.Announcement;
import org.wildfly.sip.testsuite.balancer.harness.Certificate;
import org.wildfly.sip.testsuite.balancer.harness.Doorstep;
import org.wildfly.sip.testsuite.balancer.harness.HttpNode;
import org.wildfly.sip.testsuite.balancer.harness.NativeHeartbeat;
import org.wildfly.sip.testsuite.balancer.harness.Peer;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.StreamPeer;
import org.wildfly.sip.testsuite.balancer.harness.TestBed;
import org.wildfly.sip.testsuite.harness.Environment;

/** Keys of HTTP that are set to what is not the default, and what clients see when nodes fail. */
class HttpOptionsIT {
    private static Certificate certificate;

    @RegisterExtension
    static final TestBed BED = new TestBed(() -> {
        certificate = new Certificate(Environment.folder().resolve("balancer").resolve("http-options"));
        return StartedBalancer.start("http-options", "httpPort={http}", "httpsPort={https}", "maxContentLength=1000",
                "httpResponseTimeout=2000", "httpForwardedHeader=true", certificate.lines());
    });

    /** A request over TLS, since the other port redirects. */
    private static HttpResponse<String> send(HttpRequest.Builder request, String path) throws Exception {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(certificate.ssl()).build().send(
                request.uri(URI.create("https://127.0.0.1:" + BED.balancer().port("https") + path)).build(), BodyHandlers.ofString());
    }

    /** A node whose HTTP is a mere port. */
    private static Doorstep node() throws Exception {
        Doorstep door = BED.balancer().with(new Doorstep("TCP", StartedBalancer.HOST, null, null));
        BED.balancer().with(new NativeHeartbeat(BED.balancer().address("heartbeat"),
                new Announcement("bare").address("UDP", BED.phone().address()).http(door.address().getPort(), "bare")));
        return door;
    }

    @Test
    void thePlainPortSendsClientsToTheEncryptedOne() throws Exception {
        BED.balancer().with(new HttpNode("h1", "r1", BED.balancer()));
        HttpResponse<String> response = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + BED.balancer().port("http") + "/page?a=b")).build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location"))
                .contains("https://127.0.0.1:" + BED.balancer().port("https") + "/page?a=b");
    }

    @Test
    void aBodyThatIsTooLongIsRefused() throws Exception {
        BED.balancer().with(new HttpNode("h1", "r1", BED.balancer()));
        assertThat(send(HttpRequest.newBuilder().POST(BodyPublishers.ofString("x".repeat(1001))), "/").statusCode()).isEqualTo(413);
        assertThat(send(HttpRequest.newBuilder().POST(BodyPublishers.ofString("x".repeat(1000))), "/").statusCode()).isEqualTo(200);
    }

    @Test
    void theForwardedHeaderIsWrittenAndOfAStrangerNotTaken() throws Exception {
        BED.balancer().with(new HttpNode("h1", "r1", BED.balancer()));
        String seen = send(HttpRequest.newBuilder().header("Forwarded", "for=192.0.2.1").header("X-Forwarded-For", "192.0.2.1"), "/")
                .body();
        assertThat(seen).containsIgnoringCase("Forwarded: [").contains("for=").contains("proto=https").doesNotContain("192.0.2.1");
    }

    @Test
    void aSessionOfANodeThatNobodyKnowsGoesToAnyAndTheCookieMayBeInLowerCase() throws Exception {
        BED.balancer().with(new HttpNode("h1", "r1", BED.balancer()));
        BED.balancer().with(new HttpNode("h2", "r2", BED.balancer()));
        assertThat(send(HttpRequest.newBuilder().header("Cookie", "JSESSIONID=x.gone"), "/").body()).startsWith("node=h");
        for (int i = 0; i < 3; i++) {
            assertThat(send(HttpRequest.newBuilder().header("Cookie", "jsessionid=x.r2"), "/").body()).startsWith("node=h2\n");
        }
    }

    @Test
    void aNodeThatBreaksOffIs502AndOneThatSaysNothingIs504() throws Exception {
        Doorstep door = node();
        Thread breaking = new Thread(() -> {
            try (Peer connection = door.answer()) {
                ((StreamPeer) connection).readLine();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        breaking.start();
        assertThat(send(HttpRequest.newBuilder().POST(BodyPublishers.noBody()), "/").statusCode()).isEqualTo(502);
        breaking.join();
        // Nobody takes the next connection from the system, which has made it already.
        assertThat(send(HttpRequest.newBuilder().POST(BodyPublishers.noBody()), "/").statusCode()).isEqualTo(504);
    }
}
