/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.application;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServletContextEvent;
import javax.servlet.sip.SipServletListener;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSessionsUtil;
import javax.servlet.sip.TimerService;

import jakarta.servlet.Servlet;

import org.wildfly.sip.container.AttributeMarshaller;
import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.Drain;
import org.wildfly.sip.container.SessionView;
import org.wildfly.sip.container.SipApplication;
import org.wildfly.sip.container.SipApplicationDeployment;
import org.wildfly.sip.container.SipDeploymentException;
import org.wildfly.sip.container.drain.SessionDrain;
import org.wildfly.sip.container.metadata.SipApplicationMetaData;
import org.wildfly.sip.container.metadata.SipApplicationMetaData.SipServletMetaData;
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
    private final Map<String, ServletHolder> servlets = new LinkedHashMap<>();
    private volatile SipApplicationDeployment deployment;
    private volatile ApplicationListeners listeners;
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
        ApplicationListeners made = new ApplicationListeners(this.metaData.name(), given);
        Map<String, Servlet> byClass = new HashMap<>();
        String current = "";
        try {
            for (SipServletMetaData servlet : this.metaData.servlets()) {
                current = "servlet class " + servlet.className();
                ServletHolder holder = new ServletHolder(servlet, given.servletContext(), this.newServlet(servlet.className()));
                this.servlets.put(servlet.name(), holder);
                byClass.put(servlet.className(), holder.servlet());
            }
            for (String listener : this.metaData.listeners()) {
                current = "listener class " + listener;
                made.add(listener, byClass);
            }
            this.listeners = made;
            for (ServletHolder holder : this.inStartupOrder()) {
                current = "initialization of servlet " + holder.getServletName();
                this.initialize(holder);
            }
            this.running = true;
            this.environment.started(this);
        } catch (SipDeploymentException taken) {
            this.leave();
            throw taken;
        } catch (Exception | LinkageError failure) {
            this.leave();
            throw new SipDeploymentException("application " + this.metaData.name() + " cannot be started: " + current + ": " + failure,
                    failure);
        }
        given.onHttpIdle(this.drain::sessionEnded);
        ContainerLogger.LOGGER.applicationStarted(this.metaData.name());
    }

    private Servlet newServlet(String className) throws Exception {
        Object instance = this.deployment.newInstance(this.deployment.classLoader().loadClass(className));
        if (instance instanceof Servlet servlet) {
            return servlet;
        }
        throw new ClassCastException(className + " is no javax.servlet.sip.SipServlet");
    }

    private List<ServletHolder> inStartupOrder() {
        List<ServletHolder> eager = new ArrayList<>(this.servlets.values());
        eager.removeIf(holder -> holder.loadOnStartup() < 0);
        eager.sort(Comparator.comparingInt(ServletHolder::loadOnStartup));
        return eager;
    }

    private void initialize(ServletHolder holder) throws Exception {
        if (this.deployment.call(holder::initialize)) {
            this.listeners.each(SipServletListener.class, listener -> listener
                    .servletInitialized(
                            new SipServletContextEvent(this.deployment.servletContext(), (javax.servlet.sip.SipServlet) holder.servlet())));
        }
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
        this.destroyServlets();
    }

    private void destroyServlets() {
        for (ServletHolder holder : this.servlets.values()) {
            try {
                this.deployment.call(() -> {
                    holder.destroy();
                    return null;
                });
            } catch (Exception failure) {
                ContainerLogger.LOGGER.applicationFailed(this.metaData.name(), "destroy of servlet " + holder.getServletName(), failure);
            }
        }
        this.servlets.clear();
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
        return this.listeners;
    }

    @Override
    public boolean hasServlet(String name) {
        return this.servlets.containsKey(name);
    }

    @Override
    public boolean service(String name, SipServletRequest request, SipServletResponse response) {
        ServletHolder holder = this.servlets.get(name);
        try {
            if (holder == null) {
                throw new IllegalStateException("the application has no servlet " + name);
            }
            this.initialize(holder);
            this.deployment.call(() -> {
                holder.servlet().service(request, response);
                return null;
            });
            return true;
        } catch (Exception | LinkageError failure) {
            ContainerLogger.LOGGER.applicationFailed(this.metaData.name(), "servlet " + name, failure);
            return false;
        }
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
