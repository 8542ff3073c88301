/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.application;

import java.io.IOException;

import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;

import jakarta.servlet.ServletException;

/** Answers calls; tells in each answer the server's name and what the sessions' attributes say. */
public class AnsweringServlet extends SipServlet {
    private static final long serialVersionUID = 1L;

    private static final String SECRET = "secret";
    private static final String COUNT = "count";

    @Override
    protected void doInvite(SipServletRequest request) throws ServletException, IOException {
        if (request.isInitial()) {
            request.getApplicationSession().setAttribute(SECRET, request.getHeader("X-Secret"));
        }
        this.answer(request);
    }

    @Override
    protected void doAck(SipServletRequest request) throws ServletException, IOException {
        request.getSession().setAttribute("acknowledged", true);
    }

    @Override
    protected void doInfo(SipServletRequest request) throws ServletException, IOException {
        this.answer(request);
    }

    @Override
    protected void doMessage(SipServletRequest request) throws ServletException, IOException {
        SipServletResponse response = request.createResponse(SipServletResponse.SC_OK);
        response.setHeader("X-Node", System.getProperty("jboss.node.name"));
        response.send();
    }

    @Override
    protected void doBye(SipServletRequest request) throws ServletException, IOException {
        this.answer(request);
    }

    private void answer(SipServletRequest request) throws IOException {
        Integer before = (Integer) request.getSession().getAttribute(COUNT);
        int count = before == null ? 1 : before + 1;
        request.getSession().setAttribute(COUNT, count);
        SipServletResponse response = request.createResponse(SipServletResponse.SC_OK);
        response.setHeader("X-Node", System.getProperty("jboss.node.name"));
        response.setHeader("X-Secret", String.valueOf(request.getApplicationSession().getAttribute(SECRET)));
        response.setHeader("X-Count", Integer.toString(count));
        response.setHeader("X-Acknowledged", String.valueOf(request.getSession().getAttribute("acknowledged")));
        if (request.getMethod().equals("INVITE") && request.getContentLength() > 0) {
            response.setContent(request.getRawContent(), request.getContentType());
        }
        response.send();
    }
}
