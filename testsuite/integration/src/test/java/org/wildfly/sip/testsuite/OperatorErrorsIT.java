/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.wildfly.sip.demo.phone.OutgoingCall;
import org.wildfly.sip.demo.process.BalancerProcess;
import org.wildfly.sip.demo.process.Cluster;
import org.wildfly.sip.demo.process.ManagedProcess;
import org.wildfly.sip.demo.process.ManagementClient;
import org.wildfly.sip.demo.process.ManagementClient.OperationFailure;
import org.wildfly.sip.demo.process.ServerNode;
import org.wildfly.sip.demo.process.WarFile;
import org.wildfly.sip.testsuite.application.AnsweringServlet;
import org.wildfly.sip.testsuite.harness.Applications;
import org.wildfly.sip.testsuite.harness.ClusterExtension;
import org.wildfly.sip.testsuite.harness.Environment;
import org.wildfly.sip.testsuite.harness.Phones;
import org.wildfly.sip.testsuite.harness.SipSubsystem;

/** What operators and developers do wrong, and what they are told. */
@ExtendWith(ClusterExtension.class)
class OperatorErrorsIT {
    private static final String DESCRIPTOR = """
            <sip-app xmlns="http://www.jcp.org/xml/ns/sipservlet" version="1.1">
                <app-name>%s</app-name>
                <servlet-selection><main-servlet>%s</main-servlet></servlet-selection>
                <servlet><servlet-name>main</servlet-name><servlet-class>%s</servlet-class></servlet>
            </sip-app>
            """;

    private static Path war(String file, String application, String mainServlet, String servletClass) {
        return new WarFile().addClasses(AnsweringServlet.class)
                .addText("WEB-INF/sip.xml", DESCRIPTOR.formatted(application, mainServlet, servletClass))
                .write(Environment.folder().resolve(file));
    }

    @Test
    void aWrongDescriptorFailsTheDeploymentWithTheReasonAndLeavesNothingBehind(Cluster cluster) {
        ManagementClient management = cluster.nodes().get(0).management();
        String servlet = AnsweringServlet.class.getName();

        assertThatThrownBy(() -> management.deploy(war("wrong-main.war", "repaired", "absent", servlet)))
                .isInstanceOf(OperationFailure.class).hasMessageContaining("main-servlet").hasMessageContaining("absent");
        assertThatThrownBy(() -> management.deploy(war("wrong-class.war", "repaired", "main", "org.example.Absent")))
                .isInstanceOf(OperationFailure.class).hasMessageContaining("org.example.Absent");
        assertThatThrownBy(() -> management.deploy(new WarFile().addText("WEB-INF/sip.xml", "<sip-app><nonsense/></sip-app>")
                .write(Environment.folder().resolve("wrong-element.war"))))
                .isInstanceOf(OperationFailure.class).hasMessageContaining("nonsense");
        assertThatThrownBy(() -> management.deploy(war("twice.war", Applications.ANSWERING, "main", servlet)))
                .isInstanceOf(OperationFailure.class).hasMessageContaining(Applications.ANSWERING);

        assertThat(management.execute("read-children-names", ManagementClient.parameters("child-type", "deployment")).asList())
                .extracting(Object::toString).noneMatch(name -> name.contains("wrong") || name.contains("twice"));
        Path repaired = war("repaired.war", "repaired", "main", servlet);
        management.deploy(repaired);
        assertThat(management.read("app-name", "deployment", "repaired.war", "subsystem", "sip").asString()).isEqualTo("repaired");
        management.undeploy("repaired.war");
    }

    @Test
    void anApplicationGoesOnWhenAnotherOneCannotBeDeployed(Cluster cluster, Phones phones) {
        OutgoingCall call = phones.caller().call(Phones.address(Applications.ANSWERING), Map.of("X-Secret", "errors"));
        ServerNode node = cluster.node(Phones.node(call));
        assertThatThrownBy(() -> node.management().deploy(war("wrong-class.war", "wrong", "main", "org.example.Absent")))
                .isInstanceOf(OperationFailure.class);
        assertThat(Phones.get(call.info()).header("X-Node")).isEqualTo(node.name());
        assertThat(Phones.get(call.hangUp()).status()).isEqualTo(200);
    }

    @Test
    void operationsSayWhatIsWrongWithThem(Cluster cluster) {
        SipSubsystem subsystem = new SipSubsystem(cluster.nodes().get(0));
        assertThatThrownBy(() -> subsystem.contextGracefulShutdown(1000, "absent")).isInstanceOf(OperationFailure.class)
                .hasMessageContaining("absent").hasMessageContaining(Applications.ANSWERING).hasMessageContaining(Applications.OTHER);
        assertThatThrownBy(() -> subsystem.execute("gracefulShutdown")).isInstanceOf(OperationFailure.class)
                .hasMessageContaining("timeToWait");
        assertThatThrownBy(() -> subsystem.execute("gracefulShutdown", "timeToWait", "soon")).isInstanceOf(OperationFailure.class)
                .hasMessageContaining("timeToWait");
        assertThatThrownBy(() -> subsystem.execute("contextGracefulShutdown", "timeToWait", 1)).isInstanceOf(OperationFailure.class)
                .hasMessageContaining("sipApp");
        assertThatThrownBy(subsystem::cancelGracefulShutdown).isInstanceOf(OperationFailure.class);
        assertThatThrownBy(() -> cluster.nodes().get(0).management().execute("read-session", ManagementClient.parameters("id", "absent"),
                "deployment", Applications.deployment(Applications.ANSWERING), "subsystem", "sip"))
                .isInstanceOf(OperationFailure.class).hasMessageContaining("absent");
        assertThat(subsystem.state()).isEqualTo("RUNNING");
    }

    @Test
    void wrongBalancerPropertiesAreAllToldAtOnce() throws IOException {
        Path file = Files.createDirectories(Environment.folder().resolve("wrong-balancer")).resolve("lb.properties");
        Files.writeString(file, """
                host=127.0.0.1
                externalPort=abc
                internalPort=99999
                nodeTimeout=-1
                algorithmClass=org.example.Absent
                """);
        ManagedProcess process = BalancerProcess.launch(Environment.balancer(), file, file.resolveSibling("balancer.log"));
        int code = process.exited().orTimeout(Duration.ofSeconds(20).toSeconds(), java.util.concurrent.TimeUnit.SECONDS).join();
        assertThat(code).isNotZero();
        assertThat(process.log().text()).contains("externalPort", "internalPort", "nodeTimeout", "algorithmClass", "abc", "99999", "-1",
                "org.example.Absent");
    }
}
