/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.core;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import javax.servlet.sip.ServletTimer;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipApplicationSessionEvent;
import javax.servlet.sip.SipApplicationSessionListener;
import javax.servlet.sip.SipErrorEvent;
import javax.servlet.sip.SipErrorListener;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.TimerListener;

/** A servlet that does what its test says; what it is not told of it answers with 200. */
public class Script extends SipServlet implements TimerListener, SipErrorListener, SipApplicationSessionListener {
    private static final long serialVersionUID = 1L;

    /** What to do with a message. */
    @FunctionalInterface
    interface Step<T> {
        void run(T message) throws Exception;
    }

    private final transient Map<String, Step<SipServletRequest>> requests = new ConcurrentHashMap<>();
    private transient Step<SipServletResponse> response = ignored -> {
    };
    private transient Consumer<ServletTimer> timer = ignored -> {
    };
    private transient Consumer<SipErrorEvent> unacknowledged = ignored -> {
    };
    private transient Consumer<SipApplicationSession> expired = ignored -> {
    };

    Script on(String method, Step<SipServletRequest> step) {
        this.requests.put(method, step);
        return this;
    }

    Script onResponse(Step<SipServletResponse> step) {
        this.response = step;
        return this;
    }

    Script onTimer(Consumer<ServletTimer> step) {
        this.timer = step;
        return this;
    }

    Script onMissingAck(Consumer<SipErrorEvent> step) {
        this.unacknowledged = step;
        return this;
    }

    Script onExpired(Consumer<SipApplicationSession> step) {
        this.expired = step;
        return this;
    }

    @Override
    protected void doRequest(SipServletRequest request) throws IOException {
        run(this.requests.getOrDefault(request.getMethod(), Script::accept), request);
    }

    @Override
    protected void doResponse(SipServletResponse received) throws IOException {
        run(this.response, received);
    }

    private static <T> void run(Step<T> step, T message) throws IOException {
        try {
            step.run(message);
        } catch (IOException | RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void accept(SipServletRequest request) throws IOException {
        if (!request.getMethod().equals("ACK") && !request.getMethod().equals("CANCEL")) {
            request.createResponse(200).send();
        }
    }

    @Override
    public void timeout(ServletTimer fired) {
        this.timer.accept(fired);
    }

    @Override
    public void noAckReceived(SipErrorEvent event) {
        this.unacknowledged.accept(event);
    }

    @Override
    public void noPrackReceived(SipErrorEvent event) {
        // there are no reliable provisional responses
    }

    @Override
    public void sessionCreated(SipApplicationSessionEvent event) {
        // nobody asks
    }

    @Override
    public void sessionDestroyed(SipApplicationSessionEvent event) {
        // nobody asks
    }

    @Override
    public void sessionExpired(SipApplicationSessionEvent event) {
        this.expired.accept(event.getApplicationSession());
    }

    @Override
    public void sessionReadyToInvalidate(SipApplicationSessionEvent event) {
        // nobody asks
    }
}
