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
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.testsuite.balancer.harness.BalancedNode;
import org.wildfly.sip.testsuite.balancer.harness.EstablishedCall;
import org.wildfly.sip.testsuite.balancer.harness.HttpNode;
import org.wildfly.sip.testsuite.balancer.harness.Operations;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;

/** The balancer as a module of a provisioned server (layer sip-balancer), with all its parts: no library may be missing there. */
class ProvisionedBalancerIT {
    private static StartedBalancer balancer;

    @BeforeAll
    static void start() throws Exception {
        balancer = StartedBalancer.provisioned("provisioned", List.of(), "host=127.0.0.1", "externalPort={external}",
                "internalPort={internal}",
                "heartbeatPort={heartbeat}", "httpPort={http}", "operationsPort={operations}", "rmiRegistryPort={rmi}",
                "heartbeatHttpPort={json}");
    }

    @AfterAll
    static void stop() throws Exception {
        balancer.close();
    }

    @Test
    void sipGoesThroughOverUdpAndTcp() throws Exception {
        List<BalancedNode> nodes = List.of(balancer.node("n1"));
        assertThat(EstablishedCall.make(balancer.phone(), nodes).ok().status()).isEqualTo(200);
        assertThat(EstablishedCall.make(balancer.tcpPhone(), nodes).ok().status()).isEqualTo(200);
        balancer.dismiss();
    }

    @Test
    void httpGoesThroughAndMetricsAreThere() throws Exception {
        balancer.with(new HttpNode("h1", "r1", balancer));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + balancer.port("http") + "/")).build();
        assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body()).contains("node=h1");
        assertThat(new Operations(balancer).get("/metrics").statusCode()).isEqualTo(200);
        balancer.dismiss();
    }
}
