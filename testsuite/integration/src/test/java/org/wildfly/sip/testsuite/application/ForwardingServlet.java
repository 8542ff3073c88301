/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.application;

import java.io.IOException;
import java.util.Map;

import javax.servlet.sip.B2buaHelper;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;

import jakarta.servlet.ServletException;

/** A back-to-back user agent that calls the address it is called for, and keeps a mark of the caller in its application session. */
public class ForwardingServlet extends SipServlet {
    private static final long serialVersionUID = 1L;

    private static final String SECRET = "secret";

    @Override
    protected void doInvite(SipServletRequest request) throws ServletException, IOException {
        if (request.isInitial()) {
            request.getApplicationSession().setAttribute(SECRET, request.getHeader("X-Secret"));
            SipServletRequest invite = request.getB2buaHelper().createRequest(request, true, Map.of());
            copyContent(request, invite);
            invite.send();
        } else {
            this.passOn(request);
        }
    }

    @Override
    protected void doInfo(SipServletRequest request) throws ServletException, IOException {
        this.passOn(request);
    }

    @Override
    protected void doAck(SipServletRequest request) {
        // the other leg has its ACK already
    }

    @Override
    protected void doCancel(SipServletRequest request) throws ServletException, IOException {
        B2buaHelper helper = request.getB2buaHelper();
        helper.createCancel(helper.getLinkedSession(request.getSession())).send();
    }

    @Override
    protected void doBye(SipServletRequest request) throws ServletException, IOException {
        this.mark(request.createResponse(SipServletResponse.SC_OK)).send();
        this.passOn(request);
    }

    @Override
    protected void doProvisionalResponse(SipServletResponse response) throws ServletException, IOException {
        if (response.getStatus() > SipServletResponse.SC_TRYING) {
            this.passBack(response);
        }
    }

    @Override
    protected void doSuccessResponse(SipServletResponse response) throws ServletException, IOException {
        if (!response.getMethod().equals("BYE") && !response.getMethod().equals("CANCEL")) {
            this.passBack(response);
        }
        if (response.getMethod().equals("INVITE")) {
            response.createAck().send();
        }
    }

    @Override
    protected void doErrorResponse(SipServletResponse response) throws ServletException, IOException {
        if (!response.getMethod().equals("BYE") && !response.getMethod().equals("CANCEL")) {
            this.passBack(response);
        }
    }

    private void passOn(SipServletRequest request) throws IOException {
        B2buaHelper helper = request.getB2buaHelper();
        SipServletRequest copy = helper.createRequest(helper.getLinkedSession(request.getSession()), request, null);
        copyContent(request, copy);
        copy.send();
    }

    private void passBack(SipServletResponse response) throws IOException {
        SipServletRequest request = response.getRequest();
        SipServletRequest other = request.getB2buaHelper().getLinkedSipServletRequest(request);
        if (other != null && !other.isCommitted()) {
            SipServletResponse copy = this.mark(other.createResponse(response.getStatus(), response.getReasonPhrase()));
            if (response.getContentLength() > 0) {
                copy.setContent(response.getRawContent(), response.getContentType());
            }
            copy.send();
        }
    }

    private SipServletResponse mark(SipServletResponse response) {
        response.setHeader("X-Node", System.getProperty("jboss.node.name"));
        response.setHeader("X-Secret", String.valueOf(response.getApplicationSession().getAttribute(SECRET)));
        return response;
    }

    private static void copyContent(SipServletRequest from, SipServletRequest to) throws IOException {
        if (from.getContentLength() > 0) {
            to.setContent(from.getRawContent(), from.getContentType());
        }
    }
}
