/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.wildfly.sip.demo.process.Cluster;
import org.wildfly.sip.demo.process.ServerNode;
import org.wildfly.sip.demo.process.SipApplicationClient;
import org.wildfly.sip.demo.process.WarFile;
import org.wildfly.sip.testsuite.application.AnsweringServlet;
import org.wildfly.sip.testsuite.application.ResourcesServlet;
import org.wildfly.sip.testsuite.harness.ClusterExtension;
import org.wildfly.sip.testsuite.harness.Environment;
import org.wildfly.sip.testsuite.harness.SipSubsystem;

/** An application with SIP and HTTP servlets. */
@ExtendWith(ClusterExtension.class)
class ConvergedApplicationIT {
    private static final String NAME = "converged";

    private final HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private Path war;

    @BeforeEach
    void deploy(Cluster cluster) {
        this.war = new WarFile().addClasses(AnsweringServlet.class, ResourcesServlet.class)
                .addText("WEB-INF/sip.xml", """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <sip-app xmlns="http://www.jcp.org/xml/ns/sipservlet" version="1.1">
                            <app-name>%s</app-name>
                            <distributable/>
                            <servlet-selection>
                                <servlet-mapping>
                                    <servlet-name>main</servlet-name>
                                    <pattern>
                                        <equal>
                                            <var>request.uri.user</var>
                                            <value>%1$s</value>
                                        </equal>
                                    </pattern>
                                </servlet-mapping>
                            </servlet-selection>
                            <servlet>
                                <servlet-name>main</servlet-name>
                                <servlet-class>%2$s</servlet-class>
                            </servlet>
                        </sip-app>
                        """.formatted(NAME, AnsweringServlet.class.getName()))
                .write(Environment.folder().resolve(NAME + ".war"));
        cluster.deploy(this.war);
    }

    @AfterEach
    void undeploy(Cluster cluster) {
        cluster.undeploy(this.war);
    }

    private HttpResponse<String> get(ServerNode node, String query) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + node.port(8080) + "/" + NAME + "/resources?" + query);
        return this.browser.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void itsHttpServletsHaveTheSipFactoryByInjectionNameAndAttribute(Cluster cluster) throws Exception {
        assertThat(this.get(cluster.nodes().get(0), "").body()).isEqualTo("resource=true jndi=true attribute=true");
    }

    @Test
    void itsDrainWaitsForHttpSessionsToo(Cluster cluster) throws Exception {
        ServerNode node = cluster.nodes().get(0);
        assertThat(this.get(node, "begin").statusCode()).isEqualTo(200);

        new SipSubsystem(node).contextGracefulShutdown(60_000, NAME);

        SipApplicationClient application = new SipApplicationClient(node, NAME + ".war");
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(application.read("state").asString()).isEqualTo("DRAINING"));
        assertThat(application.read("remaining").asInt()).isEqualTo(1);
        assertThat(this.get(node, "end").statusCode()).as("a request of an established session is served").isEqualTo(200);
        await().atMost(Duration.ofSeconds(2)).pollInterval(Duration.ofMillis(20))
                .until(() -> node.process().log().line("Drain of application " + NAME + " is complete").isDone());
    }
}
