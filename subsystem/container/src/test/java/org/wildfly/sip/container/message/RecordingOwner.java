/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import javax.servlet.sip.B2buaHelper;
import javax.servlet.sip.SipApplicationSession;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipSession;

/** A session's side of messages that notes what is asked of it. */
class RecordingOwner implements MessageOwner {
    final List<SipServletMessageImpl> sent = new ArrayList<>();
    final List<SipServletResponseImpl> prepared = new ArrayList<>();
    IOException failure;

    @Override
    public SipSession session() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SipApplicationSession applicationSession() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void send(SipServletRequestImpl request) throws IOException {
        this.accept(request);
    }

    @Override
    public void send(SipServletResponseImpl response) throws IOException {
        this.accept(response);
    }

    private void accept(SipServletMessageImpl message) throws IOException {
        if (this.failure != null) {
            throw this.failure;
        }
        this.sent.add(message);
    }

    @Override
    public void prepare(SipServletResponseImpl response) {
        this.prepared.add(response);
    }

    @Override
    public SipServletRequest createAck(SipServletResponseImpl response) {
        return SampleMessages.outbound("ACK", "");
    }

    @Override
    public SipServletRequest createCancel(SipServletRequestImpl request) {
        return SampleMessages.outbound("CANCEL", "");
    }

    @Override
    public B2buaHelper b2buaHelper(SipServletRequestImpl request) {
        return null;
    }
}
