/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.application;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSessionsUtil;
import javax.servlet.sip.TimerService;

import org.wildfly.sip.container.AttributeMarshaller;
import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.Drain;
import org.wildfly.sip.container.SessionView;
import org.wildfly.sip.container.SipApplication;
import org.wildfly.sip.container.SipApplicationDeployment;
import org.wildfly.sip.container.SipDeploymentException;
import org.wildfly.sip.container.drain.SessionDrain;
import org.wildfly.sip.container.metadata.SipApplicationMetaData;
import org.wildfly.sip.container.session.ApplicationContext;
import org.wildfly.sip.container.session.Listeners;
import org.wildfly.sip.container.session.SessionManager;

/** An application of the container: its servlets and listeners, and what they are given. */
public final class ApplicationImpl implements SipApplication, ApplicationContext {
    /** What an application needs of its container. */
    public interface Environment {
        /** The node's sessions. */
        SessionManager sessions();

        /**
         * The application is ready for requests.
         *
         * @throws SipDeploymentException if its name was taken by another one while it was stopped
         */
        void started(ApplicationImpl application) throws SipDeploymentException;

        /** The application is gone. */
        void stopped(ApplicationImpl application);
    }

    private final SipApplicationMetaData metaData;
    private final Environment environment;
    private final SessionDrain drain;
    private final SipFactory factory;
    private final TimerService timerService;
    private final SipSessionsUtil sessionsUtil;
    private volatile SipApplicationDeployment deployment;
    private volatile ApplicationComponents components;
    private volatile boolean running;

    /** @param metaData merged and checked */
    public ApplicationImpl(SipApplicationMetaData metaData, Environment environment) {
        this.metaData = metaData;
        this.environment = environment;
        SessionManager sessions = environment.sessions();
        this.factory = new ApplicationSipFactory(this, sessions);
        this.timerService = new ApplicationTimerService();
        this.sessionsUtil = new ApplicationSessionsUtil(this, sessions);
        this.drain = new SessionDrain(new SessionDrain.Subject() {
            @Override
            public String name() {
                return "application " + metaData.name();
            }

            @Override
            public int remaining() {
                return ApplicationImpl.this.remaining();
            }
        }, sessions.context().replication().alarm());
    }

    @Override
    public void start(SipApplicationDeployment given) throws SipDeploymentException {
        if (this.metaData.security().isConstrained()) {
            this.environment.stopped(this);
            throw new SipDeploymentException("application " + this.metaData.name()
                    + " has a security-constraint, which is not enforced yet: remove it, or keep the application where it is enforced");
        }
        this.deployment = given;
        try {
            ApplicationComponents made = ApplicationComponents.create(this.metaData, given);
            this.components = made;
            made.initialize();
            this.running = true;
            this.environment.started(this);
        } catch (SipDeploymentException failure) {
            this.leave();
            throw failure;
        }
        given.onHttpIdle(this.drain::sessionEnded);
        ContainerLogger.LOGGER.applicationStarted(this.metaData.name());
    }

    @Override
    public void stop() {
        boolean was = this.running;
        this.leave();
        if (was) {
            this.deployment.onHttpIdle(null);
            ContainerLogger.LOGGER.applicationStopped(this.metaData.name());
        }
    }

    private void leave() {
        this.running = false;
        this.environment.stopped(this);
        this.environment.sessions().context().registry().all().stream().filter(session -> session.application() == this)
                .forEach(session -> session.queue().post(session::depart));
        ApplicationComponents left = this.components;
        if (left != null) {
            left.destroy();
        }
    }

    /** Whether it takes requests. */
    public boolean isRunning() {
        return this.running;
    }

    /** Its drain, for whoever routes requests. */
    public SessionDrain sessionDrain() {
        return this.drain;
    }

    /** What its descriptor says. */
    public SipApplicationMetaData metaData() {
        return this.metaData;
    }

    /** What the server lends to it; null before it was started. */
    public SipApplicationDeployment deployment() {
        return this.deployment;
    }

    /** What a drain of it waits for. */
    public int remaining() {
        int http = this.deployment == null ? 0 : this.deployment.httpActivity();
        return http + this.environment.sessions().context().registry().active(this);
    }

    // ---- SipApplication

    @Override
    public String name() {
        return this.metaData.name();
    }

    @Override
    public SipFactory sipFactory() {
        return this.factory;
    }

    @Override
    public TimerService timerService() {
        return this.timerService;
    }

    @Override
    public SipSessionsUtil sipSessionsUtil() {
        return this.sessionsUtil;
    }

    @Override
    public Drain drain() {
        return this.drain;
    }

    @Override
    public int sessions() {
        return this.sessionIds().size();
    }

    @Override
    public List<String> sessionIds() {
        return new SessionViews(this, this.environment.sessions()).ids();
    }

    @Override
    public CompletionStage<Optional<SessionView>> readSession(String id) {
        return new SessionViews(this, this.environment.sessions()).read(id);
    }

    // ---- ApplicationContext

    @Override
    public jakarta.servlet.ServletContext servletContext() {
        return this.deployment.servletContext();
    }

    @Override
    public boolean isDistributable() {
        return this.deployment != null && this.deployment.isDistributable();
    }

    @Override
    public Duration sessionTimeout() {
        return Duration.ofMinutes(Math.max(0, this.metaData.sessionTimeout()));
    }

    @Override
    public AttributeMarshaller marshaller() {
        return this.deployment.attributeMarshaller();
    }

    @Override
    public Listeners listeners() {
        return this.components.listeners();
    }

    @Override
    public boolean hasServlet(String name) {
        return this.components.hasServlet(name);
    }

    @Override
    public boolean service(String name, SipServletRequest request, SipServletResponse response) {
        return this.components.service(name, request, response);
    }

    /** The name of the servlet that an initial request is for; null if no mapping matches. */
    public String select(SipServletRequest request) {
        return this.metaData.selection().select(request);
    }

    /**
     * The application key of an initial request (JSR 289 section 15.11.2).
     *
     * @return null if the application has no {@code @SipApplicationKey} method, or that gives none
     */
    public String applicationKey(SipServletRequest request) {
        if (this.metaData.applicationKeyClass() == null) {
            return null;
        }
        try {
            return (String) this.deployment.call(() -> this.deployment.classLoader().loadClass(this.metaData.applicationKeyClass())
                    .getMethod(this.metaData.applicationKeyMethod(), SipServletRequest.class).invoke(null, request));
        } catch (Exception failure) {
            ContainerLogger.LOGGER.applicationFailed(this.metaData.name(), "method " + this.metaData.applicationKeyMethod(), failure);
            return null;
        }
    }

    @Override
    public String mainServlet() {
        return this.metaData.servlets().isEmpty() ? null : this.metaData.servlets().get(0).name();
    }
}
