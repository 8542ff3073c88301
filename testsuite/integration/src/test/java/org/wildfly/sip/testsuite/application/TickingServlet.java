/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.application;

import java.io.IOException;

import javax.servlet.sip.ServletTimer;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.TimerListener;
import javax.servlet.sip.TimerService;

import jakarta.annotation.Resource;
import jakarta.servlet.ServletException;

/** Answers calls, and sets a timer for each whose firing can be seen in the log. */
public class TickingServlet extends SipServlet implements TimerListener {
    private static final long serialVersionUID = 1L;

    @Resource
    private transient TimerService timers;

    @Override
    protected void doInvite(SipServletRequest request) throws ServletException, IOException {
        SipApplicationSession session = request.getApplicationSession();
        session.setAttribute("secret", request.getHeader("X-Secret"));
        this.timers.createTimer(session, Long.parseLong(request.getHeader("X-Delay")), true, request.getHeader("X-Secret"));
        SipServletResponse response = request.createResponse(SipServletResponse.SC_OK);
        response.setHeader("X-Node", System.getProperty("jboss.node.name"));
        if (request.getContentLength() > 0) {
            response.setContent(request.getRawContent(), request.getContentType());
        }
        response.send();
    }

    @Override
    protected void doAck(SipServletRequest request) {
        // the call is established
    }

    @Override
    protected void doBye(SipServletRequest request) throws ServletException, IOException {
        request.createResponse(SipServletResponse.SC_OK).send();
    }

    @Override
    public void timeout(ServletTimer timer) {
        Object secret = timer.getApplicationSession().getAttribute("secret");
        this.log("Timer fired: info " + timer.getInfo() + ", secret " + secret);
    }
}
