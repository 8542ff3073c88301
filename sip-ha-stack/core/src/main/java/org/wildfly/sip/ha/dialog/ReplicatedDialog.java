/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.dialog;

import javax.sip.ClientTransaction;
import javax.sip.SipException;
import javax.sip.header.ContactHeader;

import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPDialog;
import gov.nist.javax.sip.stack.SIPTransaction;
import org.wildfly.sip.ha.dialog.DialogState.Option;

/**
 * A dialog that is kept in the store from the moment that it is confirmed until it ends, and can be made again on another node. It uses public
 * and protected members of jain-sip's dialog only.
 */
public final class ReplicatedDialog extends SIPDialog {
    private static final long serialVersionUID = 1L;

    private final transient DialogReplication replication;
    private final transient DialogReplica replica = new DialogReplica(this);

    /** A dialog of a request. */
    public ReplicatedDialog(DialogReplication replication, SIPTransaction transaction) {
        super(transaction);
        this.replication = replication;
        this.changed();
    }

    /** A dialog of a response to this node's request. */
    public ReplicatedDialog(DialogReplication replication, SIPClientTransaction transaction, SIPResponse response) {
        super(transaction, response);
        this.replication = replication;
        this.changed();
    }

    /** A dialog of a response without transaction. */
    public ReplicatedDialog(DialogReplication replication, SipProviderImpl provider, SIPResponse response) {
        super(provider, response);
        this.replication = replication;
        this.changed();
    }

    /** A dialog of a NOTIFY that came before the answer to its SUBSCRIBE. */
    public ReplicatedDialog(DialogReplication replication, SIPClientTransaction subscribe, SIPTransaction notify) {
        super(subscribe, notify);
        this.replication = replication;
        this.changed();
    }

    /** A dialog of another node. */
    ReplicatedDialog(DialogReplication replication, SipProviderImpl provider, DialogState state) {
        super(provider, DialogText.skeleton(state, provider));
        this.restore(state.identity());
        this.restore(state.path(), provider);
        this.restore(state.numbers());
        this.restore(state);
        this.restore(state.last());
        this.setState(CONFIRMED_STATE);
        this.addEventListener(provider);
        this.replication = replication;
    }

    private void restore(DialogState.Identity identity) {
        this.dialogId = identity.id();
        this.method = identity.method();
        this.myTag = identity.localTag();
        this.hisTag = identity.remoteTag();
    }

    private void restore(DialogState.Path path, SipProviderImpl provider) {
        this.remoteTarget = DialogText.address(path.remoteTarget());
        this.routeList = DialogText.routes(path.routes());
        this.contactHeader = DialogText.contact(path.contact());
        this.eventHeader = DialogText.event(path.event());
        this.firstTransactionPort = provider.getListeningPoint(path.transport()).getPort();
    }

    private void restore(DialogState.Numbers numbers) {
        this.localSequenceNumber = numbers.local();
        this.remoteSequenceNumber = numbers.remote();
        this.originalLocalSequenceNumber = numbers.originalLocal();
    }

    private void restore(DialogState state) {
        this.firstTransactionId = state.first().id();
        this.firstTransactionMethod = state.first().method();
        this.firstTransactionMergeId = state.first().mergeId();
        this.serverTransactionFlag = state.is(Option.SERVER);
        this.reInviteFlag = state.is(Option.REINVITE);
        this.terminateOnBye = state.is(Option.TERMINATE_ON_BYE);
        this.isBackToBackUserAgent = state.is(Option.BACK_TO_BACK);
        this.sequenceNumberValidation = !state.is(Option.NO_SEQUENCE_CHECK);
        this.firstTransactionSecure = state.is(Option.SECURE);
        this.firstTransactionSeen = state.is(Option.FIRST_SEEN);
        this.firstTransactionIsServerTransaction = state.is(Option.FIRST_SERVER);
        this.isAssigned = true;
        this.ackProcessed = true;
        super.setApplicationData(state.data().value());
    }

    private void restore(DialogState.LastResponse last) {
        this.lastResponseStatusCode = last.status() == 0 ? null : Integer.valueOf(last.status());
        this.lastResponseCSeqNumber = last.sequenceNumber();
        this.lastResponseMethod = last.method();
        this.lastResponseFromTag = last.fromTag();
        this.lastResponseToTag = last.toTag();
        this.lastResponseDialogId = last.dialogId();
        this.lastInviteResponseCode = last.inviteStatus();
        this.lastInviteResponseCSeqNumber = last.inviteSequenceNumber();
        this.lastInviteOkReceived = last.inviteOk();
    }

    /** The state as it is now. */
    DialogState snapshot() {
        int status = this.lastResponseStatusCode == null ? 0 : this.lastResponseStatusCode;
        return new DialogState(
                new DialogState.Identity(this.getDialogId(), this.method, this.getCallId().getCallId(), this.myTag, this.hisTag,
                        DialogText.text(this.getLocalParty()), DialogText.text(this.getRemoteParty())),
                new DialogState.Path(DialogText.text(this.getRemoteTarget()), DialogText.texts(this.getRouteSet()),
                        DialogText.text(this.contactHeader == null ? this.contactHeaderStringified : this.contactHeader), this.transport(),
                        DialogText.text(this.eventHeader)),
                new DialogState.Numbers(this.localSequenceNumber, this.remoteSequenceNumber, this.originalLocalSequenceNumber),
                new DialogState.FirstTransaction(this.firstTransactionId, this.firstTransactionMethod, this.firstTransactionMergeId),
                new DialogState.LastResponse(status, this.lastResponseCSeqNumber, this.lastResponseMethod, this.lastResponseFromTag,
                        this.lastResponseToTag, this.lastResponseDialogId, this.lastInviteResponseCode, this.lastInviteResponseCSeqNumber,
                        this.lastInviteOkReceived),
                this.options(), this.replication.keepsApplicationData()
                        ? DialogState.ApplicationData.of(this.getApplicationData())
                        : DialogState.ApplicationData.NONE);
    }

    private String transport() {
        return this.getLastResponseTopMostVia() == null ? "UDP" : this.getLastResponseTopMostVia().getTransport();
    }

    private int options() {
        return Option.SERVER.bit(this.serverTransactionFlag) | Option.REINVITE.bit(this.reInviteFlag)
                | Option.TERMINATE_ON_BYE.bit(this.terminateOnBye) | Option.BACK_TO_BACK.bit(this.isBackToBackUserAgent)
                | Option.NO_SEQUENCE_CHECK.bit(!this.sequenceNumberValidation) | Option.SECURE.bit(this.firstTransactionSecure)
                | Option.FIRST_SEEN.bit(this.firstTransactionSeen) | Option.FIRST_SERVER.bit(this.firstTransactionIsServerTransaction);
    }

    DialogReplica replica() {
        return this.replica;
    }

    DialogReplication replication() {
        return this.replication;
    }

    /** Stops what the dialog would do by itself, without a word to the peer or the application. */
    void abandon() {
        this.stopTimer();
    }

    /** Notes that the state that is to be stored has changed; what is sent from now on waits for it. */
    public void changed() {
        if (this.replication == null) {
            return;
        }
        this.replica.changed();
        if (this.getState() == javax.sip.DialogState.CONFIRMED && this.getDialogId() != null) {
            this.replication.begin(this);
        } else if (this.getState() == javax.sip.DialogState.TERMINATED) {
            this.replication.end(this);
        }
    }

    @Override
    public void setLastResponse(SIPTransaction transaction, SIPResponse response) {
        super.setLastResponse(transaction, response);
        this.changed();
    }

    @Override
    public void setState(int state) {
        super.setState(state);
        this.changed();
    }

    @Override
    public void setRemoteSequenceNumber(long number) {
        super.setRemoteSequenceNumber(number);
        this.changed();
    }

    @Override
    protected void setRemoteTarget(ContactHeader contact) {
        super.setRemoteTarget(contact);
        this.changed();
    }

    @Override
    public void terminateOnBye(boolean terminate) throws SipException {
        super.terminateOnBye(terminate);
        this.changed();
    }

    @Override
    public void setApplicationData(Object data) {
        super.setApplicationData(data);
        this.changed();
    }

    /** False, by which jain-sip has no thread wait for an ACK; what that is kept for besides is in the state. */
    @Override
    public boolean isBackToBackUserAgent() {
        return false;
    }

    /** Sends at once: jain-sip would have a thread wait for the previous INVITE's ACK, which the calling application knows better. */
    @Override
    public void sendRequest(ClientTransaction transaction) throws SipException {
        this.sendRequest(transaction, true);
    }
}
