/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.HttpAnswers;
import org.wildfly.sip.testsuite.balancer.harness.RmiNode;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.StreamPeer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/** The sample file of the guide, as it is printed there, with other ports because those may be taken: SIP, HTTP and RMI. */
class GuideSampleIT {
    private static final String URI_OF_CALLEE = "sip:bob@example.com";

    private static String sample() throws Exception {
        String text = Files.readString(Path.of(System.getProperty("test.guide.sample")), StandardCharsets.ISO_8859_1);
        for (String[] port : new String[][]{{"externalPort=5060", "external"}, {"internalPort=5065", "internal"},
                {"rmiRegistryPort=2000", "rmi"}, {"httpPort=2080", "http"}}) {
            assertThat(text.lines()).as("the sample").contains(port[0]);
            text = text.replaceFirst("(?m)^" + port[0] + "$", port[0].replaceFirst("\\d+", "{" + port[1] + "}"));
        }
        return text;
    }

    @Test
    void aBalancerWithItBalancesSipAndHttpToANodeThatAnnouncesItselfOverRmi() throws Exception {
        // The sample does not know of these two ports; their defaults may be taken, too.
        try (StartedBalancer balancer = StartedBalancer.plain("guide-sample", sample(), "heartbeatPort={heartbeat}",
                "operationsPort={operations}"); HttpAnswers http = new HttpAnswers("n1")) {
            RmiNode node = balancer.with(new RmiNode(balancer)).property("httpPort", http.port()).property("jvmRoute", "r1").ping();
            UdpPeer phone = balancer.phone();
            SipText invite = phone.request("INVITE", URI_OF_CALLEE);
            phone.send(invite);
            node.sip().send(node.sip().receive().response(200, "b"));
            SipText ok = phone.receive();
            assertThat(ok.status()).isEqualTo(200);
            phone.send(invite.inDialog("BYE", 2, ok, true));
            assertThat(node.sip().receive().method()).isEqualTo("BYE");

            StreamPeer tcp = balancer.tcpPhone();
            tcp.send(tcp.request("OPTIONS", URI_OF_CALLEE));
            node.sip().send(node.sip().receive().response(200, "b"));
            assertThat(tcp.receive().status()).as("over TCP").isEqualTo(200);

            node.ping();
            assertThat(HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + balancer.port("http") + "/app")).build(),
                            BodyHandlers.ofString())
                    .body()).startsWith("node=n1\nGET /app\n");
            node.remove();
            phone.send(phone.request("INVITE", URI_OF_CALLEE));
            assertThat(phone.receive().status()).isEqualTo(503);
        }
    }
}
