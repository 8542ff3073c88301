/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.core;

import java.io.IOException;
import java.util.Map;

import javax.servlet.sip.B2buaHelper;
import javax.servlet.sip.SipServlet;
import javax.servlet.sip.SipServletMessage;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipURI;
import javax.servlet.sip.TooManyHopsException;
import javax.servlet.sip.UAMode;

/** A B2BUA that leads every call to one phone; the callee gets its ACK when the caller's has come. */
public class BackToBack extends SipServlet {
    private static final long serialVersionUID = 1L;

    private final int port;

    BackToBack(int port) {
        this.port = port;
    }

    @Override
    protected void doInvite(SipServletRequest request) throws IOException {
        B2buaHelper helper = request.getB2buaHelper();
        if (!request.isInitial()) {
            helper.createRequest(helper.getLinkedSession(request.getSession()), request, null).send();
            return;
        }
        try {
            SipServletRequest out = helper.createRequest(request, true, Map.of());
            SipURI target = (SipURI) out.getRequestURI().clone();
            target.setHost("127.0.0.1");
            target.setPort(this.port);
            out.setRequestURI(target);
            out.send();
        } catch (TooManyHopsException answered) {
            request.getApplicationSession().setAttribute("refused", true);
        }
    }

    @Override
    protected void doAck(SipServletRequest ack) throws IOException {
        B2buaHelper helper = ack.getB2buaHelper();
        for (SipServletMessage message : helper.getPendingMessages(helper.getLinkedSession(ack.getSession()), UAMode.UAC)) {
            if (message instanceof SipServletResponse response) {
                response.createAck().send();
            }
        }
    }

    @Override
    protected void doInfo(SipServletRequest info) throws IOException {
        B2buaHelper helper = info.getB2buaHelper();
        helper.createRequest(helper.getLinkedSession(info.getSession()), info, null).send();
    }

    @Override
    protected void doBye(SipServletRequest bye) throws IOException {
        B2buaHelper helper = bye.getB2buaHelper();
        helper.createRequest(helper.getLinkedSession(bye.getSession()), bye, null).send();
        bye.createResponse(200).send();
    }

    @Override
    protected void doCancel(SipServletRequest cancel) throws IOException {
        B2buaHelper helper = cancel.getB2buaHelper();
        helper.createCancel(helper.getLinkedSession(cancel.getSession())).send();
    }

    @Override
    protected void doResponse(SipServletResponse response) throws IOException {
        if (!response.getMethod().equals("BYE")) {
            SipServletRequest other = response.getRequest().getB2buaHelper().getLinkedSipServletRequest(response.getRequest());
            if (other != null && !other.isCommitted()) {
                other.createResponse(response.getStatus(), response.getReasonPhrase()).send();
            }
        }
    }
}
