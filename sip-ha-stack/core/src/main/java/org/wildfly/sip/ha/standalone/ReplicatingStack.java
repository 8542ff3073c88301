/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.standalone;

import java.util.List;
import java.util.Properties;

import javax.sip.DialogState;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.ObjectInUseException;
import javax.sip.PeerUnavailableException;
import javax.sip.SipProvider;
import javax.sip.TransportNotSupportedException;

import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPDialog;
import gov.nist.javax.sip.stack.SIPTransaction;
import org.wildfly.sip.ha.dialog.DialogRecovery;
import org.wildfly.sip.ha.dialog.DialogReplication;
import org.wildfly.sip.ha.dialog.ReplicatedDialog;
import org.wildfly.sip.ha.logging.DialogLog;
import org.wildfly.sip.ha.replication.ReplicationContext;
import org.wildfly.sip.ha.replication.Takeover;
import org.wildfly.sip.ha.stack.NodeStack;
import org.wildfly.sip.ha.store.SessionStore;
import org.wildfly.sip.heartbeat.BalancerDescription;

/**
 * A JAIN SIP stack whose confirmed dialogs outlive it: for applications that use the stack without a container. {@code sendRequest} and
 * {@code sendResponse} return at once; the message leaves when the dialog's state is stored, and a failure goes to {@code processIOException}. The
 * listener is called by several threads, for one Call-ID by one at a time. A stopped stack cannot be used again.
 */
public abstract class ReplicatingStack extends NodeStack {
    private final StandaloneResources resources;
    private final DialogReplication replication;
    private final DialogRecovery recovery;
    private final StandaloneBalancers balancers;

    /**
     * @param properties of JAIN SIP, jain-sip, RestComm's stack and ours
     * @throws PeerUnavailableException if a property is wrong
     */
    protected ReplicatingStack(Properties properties) throws PeerUnavailableException {
        this(new StandaloneSettings(StandaloneSettings.complete(properties)), true);
    }

    /**
     * @param properties of JAIN SIP, jain-sip, RestComm's stack and ours
     * @param store where dialogs are kept; started and closed by the stack
     * @throws PeerUnavailableException if a property is wrong
     */
    protected ReplicatingStack(Properties properties, SessionStore store) throws PeerUnavailableException {
        this(new StandaloneSettings(StandaloneSettings.complete(properties)), store);
    }

    private ReplicatingStack(StandaloneSettings settings, boolean selected) throws PeerUnavailableException {
        this(settings, StoreSelection.select(settings));
    }

    private ReplicatingStack(StandaloneSettings settings, SessionStore store) throws PeerUnavailableException {
        this(settings, new StandaloneResources(settings, store));
    }

    private ReplicatingStack(StandaloneSettings settings, StandaloneResources resources) throws PeerUnavailableException {
        super(settings.properties(), resources);
        this.resources = resources;
        SessionStore store = resources.store();
        ReplicationContext context = new ReplicationContext(store, (delay, action) -> resources.timers().schedule(delay, action)::cancel,
                settings.commitTimeout());
        this.replication = new DialogReplication(context, resources.queues(), resources.timers(),
                new DialogReplication.Policy(settings.keep().toMillis(), settings.applicationData()), this::forget);
        this.recovery = new DialogRecovery(new Dialogs(), this.replication, new Takeover(context), resources.timers(),
                settings.lookUpTimeout());
        resources.recovery(this.recovery);
        this.balancers = new StandaloneBalancers(settings, store.localNode());
        try {
            store.start();
            store.addListener(this.replication);
        } catch (RuntimeException failure) {
            super.stopStack();
            resources.close();
            throw new PeerUnavailableException(failure.toString(), failure);
        }
        this.report(settings, store);
    }

    private void report(StandaloneSettings settings, SessionStore store) {
        DialogLog.LOGGER.started(settings.stackName(), store.localNode(), store.getClass().getName());
        if (!store.isShared() && this.expectsSharedStore()) {
            DialogLog.LOGGER.notShared(settings.stackName(), StandaloneSettings.STORE);
        }
        if (!settings.ignored().isEmpty()) {
            DialogLog.LOGGER.ignoredProperties(settings.stackName(), String.join(", ", settings.ignored()));
        }
    }

    /** Whether a store of this process only is worth a warning. */
    protected boolean expectsSharedStore() {
        return true;
    }

    /** Also tells the balancers, if any, that the node is there, from the first provider on. */
    @Override
    public SipProvider createSipProvider(ListeningPoint listeningPoint) throws ObjectInUseException {
        SipProvider provider = super.createSipProvider(listeningPoint);
        this.balancers.announce(this.getListeningPoints());
        return provider;
    }

    @Override
    public synchronized ListeningPoint createListeningPoint(String address, int port, String transport)
            throws TransportNotSupportedException, InvalidArgumentException {
        ListeningPoint point = super.createListeningPoint(address, port, transport);
        if (this.balancers.isAnnounced()) {
            this.balancers.announce(this.getListeningPoints());
        }
        return point;
    }

    /** The balancers that know this node and are alive. An application sends its dialog-creating requests through one of them. */
    public List<BalancerDescription> balancers() {
        return this.balancers.balancers();
    }

    /** The number of dialogs that are kept in the store by this stack. */
    public int keptDialogs() {
        return this.replication.size();
    }

    /** Where dialogs are kept. */
    protected SessionStore store() {
        return this.resources.store();
    }

    /**
     * Finds a dialog; one of another node is taken over. Waits for the store, with a bound, if the dialog is not here.
     *
     * @return null if there is none
     */
    @Override
    public SIPDialog getDialog(String dialogId) {
        if (dialogId == null) {
            return null;
        }
        SIPDialog local = super.getDialog(dialogId);
        return local != null || this.recovery == null ? local : this.recovery.find(dialogId);
    }

    @Override
    public SIPDialog createDialog(SIPTransaction transaction) {
        if (!(transaction instanceof SIPClientTransaction)) {
            return new ReplicatedDialog(this.replication, transaction);
        }
        String id = ((SIPRequest) transaction.getRequest()).getDialogId(false);
        return this.earlyDialogTable.compute(id,
                (key, early) -> early != null && isEarly(early) ? early : new ReplicatedDialog(this.replication, transaction));
    }

    @Override
    public SIPDialog createDialog(SIPClientTransaction transaction, SIPResponse response) {
        String id = ((SIPRequest) transaction.getRequest()).getDialogId(false);
        SIPDialog early = this.earlyDialogTable.get(id);
        SIPDialog first = transaction.getDefaultDialog();
        if (early == null || first != null && !id.equals(first.getDialogId())) {
            return new ReplicatedDialog(this.replication, transaction, response);
        }
        if (response.isFinalResponse()) {
            this.earlyDialogTable.remove(id);
        }
        return early;
    }

    @Override
    public SIPDialog createDialog(SipProviderImpl provider, SIPResponse response) {
        return new ReplicatedDialog(this.replication, provider, response);
    }

    @Override
    public SIPDialog createDialog(SIPClientTransaction subscribe, SIPTransaction notify) {
        return new ReplicatedDialog(this.replication, subscribe, notify);
    }

    private static boolean isEarly(SIPDialog dialog) {
        return dialog.getState() == null || dialog.getState() == DialogState.EARLY;
    }

    @Override
    protected void sending(SIPClientTransaction transaction) {
        if (transaction.getDialog() instanceof ReplicatedDialog dialog) {
            dialog.changed();
        }
    }

    private void forget(ReplicatedDialog dialog) {
        this.dialogTable.remove(dialog.getDialogId(), dialog);
        this.removeMergeDialog(dialog.getMergeId());
    }

    /** Also closes the store; what is in it stays for other nodes. */
    @Override
    public void stopStack() {
        boolean first = this.isAlive();
        super.stopStack();
        if (first && this.resources != null) {
            this.balancers.close();
            this.resources.store().removeListener(this.replication);
            this.resources.close();
        }
    }

    private final class Dialogs implements DialogRecovery.Dialogs {
        @Override
        public SIPDialog local(String dialogId) {
            return ReplicatingStack.this.dialogTable.get(dialogId);
        }

        @Override
        public boolean hasTransaction(SIPMessage message) {
            return ReplicatingStack.this.findTransaction(message.getTransactionId(), message instanceof SIPRequest) != null;
        }

        @Override
        public SIPDialog add(SIPDialog dialog) {
            SIPDialog present = ReplicatingStack.this.dialogTable.putIfAbsent(dialog.getDialogId(), dialog);
            if (present != null) {
                return present;
            }
            ReplicatingStack.this.putMergeDialog(dialog);
            return dialog;
        }

        @Override
        public SipProviderImpl provider(String transport, int port) {
            return ProviderSelection.select(ReplicatingStack.this.getSipProviders(), transport, port);
        }
    }
}
