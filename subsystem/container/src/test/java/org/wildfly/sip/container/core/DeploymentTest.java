/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.servlet.sip.SipServlet;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.container.SipApplication;
import org.wildfly.sip.container.SipDeploymentException;
import org.wildfly.sip.container.metadata.SipApplicationMetaData;
import org.wildfly.sip.container.metadata.SipApplicationMetaData.SipServletMetaData;
import org.wildfly.sip.ha.store.LocalStore;

/** Applications that come, go and cannot come. */
class DeploymentTest {
    private final LocalStore.Cluster cluster = new LocalStore.Cluster();
    private TestContainer node;
    private TestPhone phone;

    /** Cannot be initialized. */
    public static class Unready extends SipServlet {
        private static final long serialVersionUID = 1L;

        @Override
        public void init(ServletConfig config) throws ServletException {
            throw new ServletException("no database");
        }
    }

    @BeforeEach
    void startNode() throws Exception {
        this.phone = new TestPhone();
        this.node = new TestContainer(this.cluster.node("one"), TestContainer.Settings.DEFAULT);
    }

    @AfterEach
    void stopNode() {
        this.node.close();
        this.phone.close();
    }

    private void refuses(List<String> servlets, List<String> listeners, String... reasons) throws Exception {
        SipApplicationMetaData metaData = new SipApplicationMetaData("test", false, 3, 180, Map.of(),
                servlets.stream().map(name -> new SipServletMetaData(name, name, Map.of(), 1)).toList(), request -> null, listeners, null,
                null);
        SipApplication application = this.node.container().register(metaData);
        assertThatThrownBy(() -> application.start(new TestDeployment(new TestApplication("test", new Unready()))))
                .isInstanceOf(SipDeploymentException.class).message().contains(reasons);
        assertThat(this.node.container().applications()).isEmpty();
        this.phone.request(this.node.address(), "MESSAGE");
        assertThat(this.phone.expectFinal("MESSAGE")).startsWith("SIP/2.0 404");
        assertThat(this.node.container().statistics().activeApplicationSessions()).isZero();
    }

    @Test
    void aServletClassThatIsMissingIsNamed() throws Exception {
        this.refuses(List.of("com.example.Gone"), List.of(), "application test", "servlet class com.example.Gone",
                "ClassNotFoundException");
    }

    @Test
    void aServletClassThatIsNoServletIsNamed() throws Exception {
        this.refuses(List.of("java.util.ArrayList"), List.of(), "servlet class java.util.ArrayList", "is no javax.servlet.sip.SipServlet");
    }

    @Test
    void aListenerThatIsNoneIsNamed() throws Exception {
        this.refuses(List.of(), List.of("java.util.ArrayList"), "listener class java.util.ArrayList", "is no java.util.EventListener");
    }

    @Test
    void aServletThatCannotBeInitializedIsNamedWithItsReason() throws Exception {
        this.refuses(List.of(Unready.class.getName()), List.of(), "initialization of servlet", Unready.class.getName(), "no database");
    }

    @Test
    void aNameIsTakenOnceAndFreeAfterwards() throws Exception {
        TestApplication application = new TestApplication("test", new Script());
        SipApplication first = this.node.container().register(application.metaData());
        assertThatThrownBy(() -> this.node.container().register(application.metaData())).isInstanceOf(SipDeploymentException.class)
                .hasMessageContaining("name test").hasMessageContaining("app-name");
        first.start(new TestDeployment(application));
        first.stop();
        SipApplication second = this.node.container().register(application.metaData());
        second.start(new TestDeployment(application));
        assertThatThrownBy(() -> first.start(new TestDeployment(application))).isInstanceOf(SipDeploymentException.class)
                .hasMessageContaining("deployed already");
        this.serves();
    }

    @Test
    void anApplicationIsStartedAgainAfterItFailedOrWasStopped() throws Exception {
        List<String> problems = new ArrayList<>(List.of("no database"));
        TestApplication application = new TestApplication("test", new Script() {
            private static final long serialVersionUID = 1L;

            @Override
            public void init() throws ServletException {
                if (!problems.isEmpty()) {
                    throw new ServletException(problems.remove(0));
                }
            }
        });
        SipApplication registered = this.node.container().register(application.metaData());
        assertThatThrownBy(() -> registered.start(new TestDeployment(application))).hasMessageContaining("no database");
        registered.start(new TestDeployment(application));
        this.serves();
        registered.stop();
        registered.start(new TestDeployment(application));
        this.serves();
    }

    private void serves() throws Exception {
        this.phone.newCall();
        this.phone.request(this.node.address(), "MESSAGE");
        assertThat(this.phone.expectFinal("MESSAGE")).startsWith("SIP/2.0 200");
    }

    @Test
    void callsOfAStoppedApplicationGoOnWhereItRuns() throws Exception {
        TestApplication application = new TestApplication("test", new Script());
        SipApplication here = this.node.container().register(application.metaData());
        here.start(new TestDeployment(application));
        try (TestContainer other = new TestContainer(this.cluster.node("two"), new Script())) {
            this.phone.request(this.node.address(), "INVITE");
            this.phone.expectFinal("INVITE");
            this.phone.ack(this.node.address());
            await().until(() -> here.drain().remaining() == 1);
            here.stop();
            await().until(() -> this.node.container().statistics().activeApplicationSessions() == 0);
            this.phone.request(other.address(), "BYE");
            assertThat(this.phone.expectFinal("BYE")).startsWith("SIP/2.0 200");
            await().untilAsserted(() -> assertThat(other.hasNoSession()).as(other::left).isTrue());
        }
    }

    @Test
    void aNodeWithoutTheApplicationLeavesItsCallsWhereTheyAre() throws Exception {
        try (TestContainer other = new TestContainer(this.cluster.node("two"), new Script())) {
            this.phone.request(other.address(), "INVITE");
            this.phone.expectFinal("INVITE");
            this.phone.ack(other.address());
            this.phone.request(this.node.address(), "INFO");
            this.phone.request(other.address(), "INFO");
            assertThat(this.phone.expectFinal("INFO")).startsWith("SIP/2.0 200");
            this.phone.request(other.address(), "BYE");
            assertThat(this.phone.expectFinal("BYE")).startsWith("SIP/2.0 200");
            assertThat(other.container().statistics().sessionsTakenOver()).isZero();
        }
    }
}
