/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ListIterator;

import javax.servlet.sip.SipSession.State;
import javax.sip.InvalidArgumentException;
import javax.sip.address.Address;
import javax.sip.header.ContactHeader;
import javax.sip.header.RecordRouteHeader;
import javax.sip.message.Request;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import org.wildfly.sip.container.transport.Dialogs;
import org.wildfly.sip.container.transport.Outbound;
import org.wildfly.sip.ha.codec.StateWriter;

/**
 * The dialog of a SipSession as plain values (RFC 3261 section 12): nothing but these is needed to go on with a call on another node. Before a
 * dialog is established it holds what its first request says. Safe for use by many threads: requests are made on any, the rest is done on the
 * session's queue.
 */
public final class Dialog {

    String callId;
    String localParty;
    String localTag;
    String remoteParty;
    String remoteTag;
    long localSequence;
    long remoteSequence;
    List<String> routes = List.of();
    String remoteTarget;
    State state = State.INITIAL;
    boolean server;
    boolean internal;

    Dialog() {
    }

    /** The dialog that a request sent by this side may create. */
    public static Dialog ofClient(SIPRequest request) {
        Dialog dialog = new Dialog();
        dialog.callId = request.getCallId().getCallId();
        dialog.localParty = request.getFrom().getAddress().toString();
        dialog.localTag = request.getFromTag();
        dialog.remoteParty = request.getTo().getAddress().toString();
        dialog.localSequence = request.getCSeq().getSeqNumber();
        dialog.remoteTarget = request.getRequestURI().toString();
        return dialog;
    }

    /** The dialog that a request received by this side may create (RFC 3261 section 12.1.1). */
    public static Dialog ofServer(SIPRequest request, String localTag) {
        Dialog dialog = new Dialog();
        dialog.server = true;
        dialog.callId = request.getCallId().getCallId();
        dialog.localParty = request.getTo().getAddress().toString();
        dialog.localTag = localTag;
        dialog.remoteParty = request.getFrom().getAddress().toString();
        dialog.remoteTag = request.getFromTag();
        dialog.remoteSequence = request.getCSeq().getSeqNumber();
        dialog.routes = recordedRoutes(request, false);
        dialog.refreshTarget(request);
        return dialog;
    }

    /** The dialog of a branch of a forked INVITE, told by its 2xx alone. */
    static Dialog ofBranch(SIPResponse success) {
        Dialog dialog = new Dialog();
        dialog.callId = success.getCallId().getCallId();
        dialog.localParty = success.getFrom().getAddress().toString();
        dialog.localTag = success.getFromTag();
        dialog.remoteParty = success.getTo().getAddress().toString();
        dialog.localSequence = success.getCSeq().getSeqNumber();
        dialog.remoteTarget = success.getTo().getAddress().getURI().toString();
        dialog.accept(success);
        return dialog;
    }

    /** The Call-ID. */
    public synchronized String callId() {
        return this.callId;
    }

    /** The tag of this side. */
    public synchronized String localTag() {
        return this.localTag;
    }

    /** The tag of the other side; null while it is not known. */
    public synchronized String remoteTag() {
        return this.remoteTag;
    }

    /** The From or To address that stands for this side, without its tag. */
    public synchronized String localParty() {
        return this.localParty;
    }

    /** The address of the other side, without its tag. */
    public synchronized String remoteParty() {
        return this.remoteParty;
    }

    /** Whether the dialog is established, was, or never will be. */
    public synchronized State state() {
        return this.state;
    }

    /** Whether this side received the request that created the dialog. */
    public synchronized boolean isServer() {
        return this.server;
    }

    /** Whether the other side is an application of the same node, or was when the dialog began: what is sent goes to this node itself. */
    public synchronized boolean isInternal() {
        return this.internal;
    }

    /** Where requests of the dialog go. */
    Outbound.Way way() {
        return this.isInternal() ? Outbound.Way.INTERNAL : Outbound.Way.DIALOG;
    }

    /** See {@link #isInternal()}. */
    public synchronized void setInternal(boolean internal) {
        this.internal = internal;
    }

    /** The highest CSeq number received. */
    public synchronized long remoteSequence() {
        return this.remoteSequence;
    }

    /** The highest CSeq number used. */
    public synchronized long localSequence() {
        return this.localSequence;
    }

    /** Ends the dialog. */
    public synchronized void terminate() {
        this.state = State.TERMINATED;
    }

    /** Takes back that a dialog might come about; a further initial request may be sent in the same Call-ID (after a 401, say). */
    public synchronized void reset() {
        if (this.state == State.EARLY) {
            this.state = State.INITIAL;
            this.remoteTag = null;
        }
    }

    /** The transaction that might have brought the dialog about has died with its node: the client may try again, the server cannot answer any more. */
    synchronized void abandon() {
        if (this.server) {
            this.terminate();
        } else {
            this.reset();
        }
    }

    /**
     * Takes note of a request within the dialog.
     *
     * @return false if its CSeq number is lower than one seen before (RFC 3261 section 12.2.2)
     */
    public synchronized boolean accept(SIPRequest request) {
        long sequence = request.getCSeq().getSeqNumber();
        String method = request.getMethod();
        if (method.equals(Request.ACK) || method.equals(Request.CANCEL)) {
            return true;
        }
        if (sequence < this.remoteSequence) {
            return false;
        }
        this.remoteSequence = sequence;
        if (Dialogs.isTargetRefresh(method)) {
            this.refreshTarget(request);
        }
        return true;
    }

    /** Takes note of a response to a request of this side (RFC 3261 section 12.1.2 and 12.2.1.2). */
    public synchronized void accept(SIPResponse response) {
        int status = response.getStatusCode();
        boolean creates = Dialogs.isCreating(response.getCSeq().getMethod());
        if (status > 100 && status < 300 && creates && response.getToTag() != null && this.state != State.CONFIRMED
                && this.state != State.TERMINATED) {
            this.remoteTag = response.getToTag();
            this.routes = recordedRoutes(response, true);
            this.state = status < 200 ? State.EARLY : State.CONFIRMED;
        }
        if (status < 300 && status > 100 && Dialogs.isTargetRefresh(response.getCSeq().getMethod())) {
            this.refreshTarget(response);
        }
    }

    /** Takes note of a response sent to the request that may create the dialog. */
    public synchronized void answered(SIPResponse response) {
        int status = response.getStatusCode();
        if (this.state == State.CONFIRMED || this.state == State.TERMINATED || !Dialogs.isCreating(response.getCSeq().getMethod())) {
            return;
        }
        if (status > 100 && status < 200) {
            this.state = State.EARLY;
        } else if (status >= 200 && status < 300) {
            this.state = State.CONFIRMED;
        }
    }

    /**
     * Makes a request within the dialog with the next CSeq number, without Via and Contact (RFC 3261 section 12.2.1.1).
     *
     * @param method any but ACK and CANCEL
     */
    public synchronized SIPRequest createRequest(String method) {
        this.localSequence++;
        return this.createRequest(method, this.localSequence);
    }

    /** Makes the ACK for a 2xx (RFC 3261 section 13.2.2.4), without Via. */
    public synchronized SIPRequest createAck(long sequence) {
        return this.createRequest(Request.ACK, sequence);
    }

    /** Makes what is known of an INVITE that this side sent earlier, perhaps from another node. */
    synchronized SIPRequest createInviteOf(long sequence) {
        return this.createRequest(Request.INVITE, sequence);
    }

    private SIPRequest createRequest(String method, long sequence) {
        try {
            return DialogRequest.of(this, method, sequence);
        } catch (ParseException | InvalidArgumentException invalid) {
            throw new IllegalStateException("dialog " + this.callId + " cannot make a " + method, invalid);
        }
    }

    private void refreshTarget(SIPMessage message) {
        ContactHeader contact = message.getContactHeader();
        if (contact != null && contact.getAddress() != null && !contact.getAddress().isWildcard()) {
            this.remoteTarget = contact.getAddress().getURI().toString();
        } else if (this.remoteTarget == null) {
            this.remoteTarget = message.getFrom().getAddress().getURI().toString();
        }
    }

    private static List<String> recordedRoutes(SIPMessage message, boolean reversed) {
        List<String> routes = new ArrayList<>();
        for (ListIterator<?> headers = message.getHeaders(RecordRouteHeader.NAME); headers != null && headers.hasNext();) {
            Address address = ((RecordRouteHeader) headers.next()).getAddress();
            routes.add(address.toString());
        }
        if (reversed) {
            Collections.reverse(routes);
        }
        return List.copyOf(routes);
    }

    synchronized void encode(StateWriter writer) {
        DialogCodec.encode(this, writer);
    }
}
