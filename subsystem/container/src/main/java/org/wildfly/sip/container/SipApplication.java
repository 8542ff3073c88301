/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container;

import java.util.List;
import java.util.Optional;

import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipSessionsUtil;
import javax.servlet.sip.TimerService;

/** A SIP application of a node, as whoever deploys and manages it sees it. */
public interface SipApplication {
    /** The application's name, unique on the node (JSR 289 section 9.1). */
    String name();

    /** What {@code @Resource SipFactory} gives; also the servlet context attribute {@code javax.servlet.sip.SipFactory}. */
    SipFactory sipFactory();

    /** What {@code @Resource TimerService} gives. */
    TimerService timerService();

    /** What {@code @Resource SipSessionsUtil} gives. */
    SipSessionsUtil sipSessionsUtil();

    /**
     * Instantiates listeners, initializes the servlets in their load-on-startup order, and begins to give requests to them.
     *
     * @throws SipDeploymentException if a servlet or listener cannot be made or initialized; nothing of the application is left running
     */
    void start(SipApplicationDeployment deployment) throws SipDeploymentException;

    /** Destroys the servlets and forgets the application; sessions of a replicated one stay in the store for other nodes. */
    void stop();

    /** The drain of this application alone. */
    Drain drain();

    /** The number of SipApplicationSessions that this node works on. */
    int sessions();

    /** The ids of the SipApplicationSessions that this node works on. */
    List<String> sessionIds();

    /**
     * What a SipApplicationSession holds; also of one that is in the store but not on this node. Completes on any thread.
     *
     * @return an empty result if there is no such session
     */
    java.util.concurrent.CompletionStage<Optional<SessionView>> readSession(String id);
}
