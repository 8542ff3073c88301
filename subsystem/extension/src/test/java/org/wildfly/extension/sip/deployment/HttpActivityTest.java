/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.CookieManager;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.container.Drain;

/** What a drain makes of the HTTP side of a converged application. */
class HttpActivityTest {
    private static final Semaphore SLOW = new Semaphore(0);

    /** Makes a session, ends it, or takes its time, as its path says. */
    public static class TestServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            switch (request.getServletPath()) {
                case "/begin" -> request.getSession(true);
                case "/end" -> request.getSession(false).invalidate();
                case "/slow" -> {
                    try {
                        SLOW.acquire();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                }
                default -> response.getWriter().print("served");
            }
        }
    }

    private final StateOnly application = new StateOnly();
    private final StateOnly server = new StateOnly();
    private final AtomicInteger idle = new AtomicInteger();
    private final HttpActivity activity = new HttpActivity();
    private final HttpClient caller = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final HttpClient stranger = HttpClient.newHttpClient();
    private Undertow undertow;

    @BeforeEach
    void start() throws Exception {
        DeploymentInfo info = Servlets.deployment()
                .setClassLoader(HttpActivityTest.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("test.war")
                .addServlet(Servlets.servlet(TestServlet.class).addMappings("/begin", "/end", "/slow", "/plain"))
                .addOuterHandlerChainWrapper(this.activity);
        DeploymentManager manager = Servlets.newContainer().addDeployment(info);
        manager.deploy();
        this.undertow = Undertow.builder().setIoThreads(1).setWorkerThreads(4).addHttpListener(0, "127.0.0.1", manager.start()).build();
        this.undertow.start();
        this.activity.follow(this.application, this.server);
        this.activity.attach(manager.getDeployment());
        this.activity.onIdle(this.idle::incrementAndGet);
    }

    @AfterEach
    void stop() {
        this.undertow.stop();
    }

    @Test
    void sessionsAreCountedAndTheEndOfTheLastOneIsTold() throws Exception {
        assertThat(this.get(this.caller, "/begin")).isEqualTo(200);
        await().untilAsserted(() -> assertThat(this.activity.count()).isOne());
        int before = this.idle.get();

        assertThat(this.get(this.caller, "/end")).isEqualTo(200);

        await().untilAsserted(() -> assertThat(this.idle.get()).isGreaterThan(before));
        assertThat(this.activity.count()).isZero();
    }

    @Test
    void runningRequestsAreCountedAndTheEndOfTheLastOneIsTold() {
        CompletableFuture<HttpResponse<String>> response = this.stranger.sendAsync(this.request("/slow"),
                HttpResponse.BodyHandlers.ofString());
        await().untilAsserted(() -> assertThat(this.activity.count()).isOne());
        assertThat(this.idle).hasValue(0);

        SLOW.release();

        assertThat(response.join().statusCode()).isEqualTo(200);
        await().untilAtomic(this.idle, org.hamcrest.Matchers.is(1));
    }

    @Test
    void aDrainingApplicationServesItsSessionsAndRefusesWhatIsNew() throws Exception {
        this.get(this.caller, "/begin");
        this.application.state = Drain.State.DRAINING;

        assertThat(this.get(this.caller, "/plain")).isEqualTo(200);
        HttpResponse<String> refused = this.stranger.send(this.request("/plain"), HttpResponse.BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void aDrainOfTheServerIsOneOfItsApplications() throws Exception {
        this.get(this.caller, "/begin");
        this.server.state = Drain.State.DRAINING;

        assertThat(this.get(this.caller, "/plain")).isEqualTo(200);
        assertThat(this.get(this.stranger, "/plain")).isEqualTo(503);
    }

    @Test
    void aStoppedApplicationServesNobody() throws Exception {
        this.get(this.caller, "/begin");
        this.application.state = Drain.State.STOPPED;

        assertThat(this.get(this.caller, "/plain")).isEqualTo(503);
    }

    @Test
    void anApplicationWhoseDrainWasCancelledServesEverybody() throws Exception {
        this.application.state = Drain.State.DRAINING;
        assertThat(this.get(this.stranger, "/plain")).isEqualTo(503);
        this.application.state = Drain.State.RUNNING;

        assertThat(this.get(this.stranger, "/plain")).isEqualTo(200);
    }

    private int get(HttpClient client, String path) throws IOException, InterruptedException {
        return client.send(this.request(path), HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private HttpRequest request(String path) {
        InetSocketAddress address = (InetSocketAddress) this.undertow.getListenerInfo().get(0).getAddress();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + path)).build();
    }

    /** A drain that stands where the test puts it. */
    private static final class StateOnly implements Drain {
        private volatile State state = State.RUNNING;

        @Override
        public State state() {
            return this.state;
        }

        @Override
        public int remaining() {
            return 0;
        }

        @Override
        public CompletionStage<Boolean> start(long timeToWait) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean cancel() {
            throw new UnsupportedOperationException();
        }
    }
}
