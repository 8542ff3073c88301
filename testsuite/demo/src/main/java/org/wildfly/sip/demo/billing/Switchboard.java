/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.billing;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import javax.servlet.sip.B2buaHelper;
import javax.servlet.sip.SipFactory;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipSession;
import javax.servlet.sip.SipSessionsUtil;
import javax.servlet.sip.TimerService;
import javax.servlet.sip.annotation.SipServlet;

import jakarta.annotation.Resource;
import jakarta.servlet.ServletException;

/** Connects callers with registered callees: one call, two legs. */
@SipServlet(name = "switchboard", loadOnStartup = 1)
public class Switchboard extends javax.servlet.sip.SipServlet {
    private static final long serialVersionUID = 1L;

    @Resource
    private transient SipFactory factory;

    @Resource
    private transient SipSessionsUtil sessions;

    @Resource
    private transient TimerService timers;

    @Override
    protected void doRegister(SipServletRequest request) throws ServletException, IOException {
        new Registrar(this.sessions).register(request).send();
    }

    @Override
    protected void doInvite(SipServletRequest request) throws ServletException, IOException {
        if (!request.isInitial()) {
            this.passOn(request);
            return;
        }
        Optional<String> contact = new Registrar(this.sessions).find(request.getRequestURI());
        if (contact.isEmpty()) {
            request.createResponse(SipServletResponse.SC_NOT_FOUND).send();
            return;
        }
        SipServletRequest invite = request.getB2buaHelper().createRequest(request, true, Map.of());
        invite.setRequestURI(this.factory.createURI(contact.get()));
        copyContent(request, invite);
        invite.send();
    }

    @Override
    protected void doInfo(SipServletRequest request) throws ServletException, IOException {
        this.passOn(request);
    }

    @Override
    protected void doAck(SipServletRequest request) {
        // the other leg got its ACK together with the caller's 2xx, so that nothing hangs on a server that dies in between
    }

    @Override
    protected void doCancel(SipServletRequest request) throws ServletException, IOException {
        B2buaHelper helper = request.getB2buaHelper();
        helper.createCancel(helper.getLinkedSession(request.getSession())).send();
    }

    @Override
    protected void doBye(SipServletRequest request) throws ServletException, IOException {
        request.createResponse(SipServletResponse.SC_OK).send();
        this.passOn(request);
        Bill bill = new Bill(request.getApplicationSession());
        bill.close(System.currentTimeMillis());
        this.log("Call ended: " + bill);
    }

    @Override
    protected void doProvisionalResponse(SipServletResponse response) throws ServletException, IOException {
        if (response.getStatus() > SipServletResponse.SC_TRYING) {
            this.passBack(response);
        }
    }

    @Override
    protected void doSuccessResponse(SipServletResponse response) throws ServletException, IOException {
        if (response.getMethod().equals("BYE")) {
            return;
        }
        this.passBack(response);
        if (response.getMethod().equals("INVITE")) {
            response.createAck().send();
            Bill bill = new Bill(response.getApplicationSession());
            if (!bill.isOpen()) {
                bill.open(response.getFrom().getURI().toString(), response.getTo().getURI().toString(), System.currentTimeMillis());
                this.timers.createTimer(response.getApplicationSession(), Bill.INTERVAL, Bill.INTERVAL, false, true, Bill.TIMER);
            }
        }
    }

    @Override
    protected void doErrorResponse(SipServletResponse response) throws ServletException, IOException {
        if (!response.getMethod().equals("BYE") && !response.getMethod().equals("CANCEL")) {
            this.passBack(response);
        }
    }

    /** Sends a request within the call on the other leg. */
    private void passOn(SipServletRequest request) throws IOException {
        B2buaHelper helper = request.getB2buaHelper();
        SipSession other = helper.getLinkedSession(request.getSession());
        SipServletRequest copy = helper.createRequest(other, request, null);
        copyContent(request, copy);
        copy.send();
    }

    /** Answers the request of the other leg as this one was answered. */
    private void passBack(SipServletResponse response) throws IOException {
        SipServletRequest request = response.getRequest();
        SipServletRequest other = request.getB2buaHelper().getLinkedSipServletRequest(request);
        if (other == null || other.isCommitted()) {
            return;
        }
        SipServletResponse copy = other.createResponse(response.getStatus(), response.getReasonPhrase());
        if (response.getContentLength() > 0) {
            copy.setContent(response.getRawContent(), response.getContentType());
        }
        copy.send();
    }

    private static void copyContent(SipServletRequest from, SipServletRequest to) throws IOException {
        if (from.getContentLength() > 0) {
            to.setContent(from.getRawContent(), from.getContentType());
        }
    }
}
