/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.dialog;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sip.message.Request;

import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPDialog;
import org.wildfly.sip.ha.codec.StateFormatException;
import org.wildfly.sip.ha.logging.DialogLog;
import org.wildfly.sip.ha.replication.Takeover;
import org.wildfly.sip.ha.store.StoreEntry;
import org.wildfly.sip.ha.timer.Cancellable;
import org.wildfly.sip.ha.timer.Timers;
import org.wildfly.sip.ha.transport.InboundHandler;
import org.wildfly.sip.ha.work.SessionQueue;

/**
 * Takes over dialogs of other nodes when a message or the application asks for them. While a dialog is being looked for, its queue rests; no
 * thread waits, but an application's that asks by {@link #find(String)}.
 */
public final class DialogRecovery implements InboundHandler {
    private final ThreadLocal<String> absent = new ThreadLocal<>();
    private final ConcurrentMap<String, CompletableFuture<Optional<StoreEntry>>> claims = new ConcurrentHashMap<>();
    private final Dialogs dialogs;
    private final DialogReplication replication;
    private final Takeover takeover;
    private final Timers timers;
    private final Duration patience;

    /** The stack's dialogs. */
    public interface Dialogs {
        /** The dialog of an id on this node; null if there is none. */
        SIPDialog local(String dialogId);

        /** Whether a message belongs to a transaction of this node. */
        boolean hasTransaction(SIPMessage message);

        /** Adds a dialog unless there is one of its id; gives the one that is there then. */
        SIPDialog add(SIPDialog dialog);

        /**
         * The provider for a dialog.
         *
         * @param port the listening point that it was asked for by; 0 for any
         * @return null if there is none of the transport
         */
        SipProviderImpl provider(String transport, int port);
    }

    /** @param patience how long a look-up may take */
    public DialogRecovery(Dialogs dialogs, DialogReplication replication, Takeover takeover, Timers timers, Duration patience) {
        this.dialogs = dialogs;
        this.replication = replication;
        this.takeover = takeover;
        this.timers = timers;
        this.patience = patience;
    }

    @Override
    public void handle(SIPMessage message, SessionQueue queue, Runnable proceed) {
        String id = message.getDialogId(message instanceof SIPRequest);
        if (this.dialogs.local(id) != null) {
            proceed.run();
        } else if (!mayBeOfAnotherNode(message) || this.dialogs.hasTransaction(message)) {
            this.proceedWithout(id, proceed);
        } else {
            this.recover(id, message.getLocalPort(), queue, proceed);
        }
    }

    private void recover(String id, int port, SessionQueue queue, Runnable proceed) {
        queue.suspend();
        AtomicBoolean resumed = new AtomicBoolean();
        Cancellable alarm = this.timers.schedule(this.patience, () -> {
            if (resumed.compareAndSet(false, true)) {
                DialogLog.LOGGER.lookUpTimedOut(id, this.patience.toMillis());
                queue.resume(() -> this.proceedWithout(id, proceed));
            }
        });
        CompletableFuture<Optional<StoreEntry>> claim = this.claim(id);
        claim.whenComplete((entry, failure) -> {
            if (resumed.compareAndSet(false, true)) {
                alarm.cancel();
                queue.resume(() -> {
                    this.install(id, port, failure == null ? entry : this.failed(id, failure));
                    this.proceedWithout(id, proceed);
                });
            } else {
                this.claims.remove(id, claim);
            }
        });
    }

    /** Spares the stack's own look-ups a question to the store that was answered just now. */
    private void proceedWithout(String id, Runnable proceed) {
        this.absent.set(id);
        try {
            proceed.run();
        } finally {
            this.absent.remove();
        }
    }

    /**
     * Finds a dialog of another node and takes it over; waits for the store, with a bound.
     *
     * @param id the id of a dialog that is not here
     * @return null if there is none, or the store does not answer in time
     */
    public SIPDialog find(String id) {
        if (id.equals(this.absent.get()) || id.indexOf(':', id.indexOf(':') + 1) < 0) {
            return null;
        }
        CompletableFuture<Optional<StoreEntry>> claim = this.claim(id);
        try {
            return this.install(id, 0, claim.get(this.patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failure) {
            this.failed(id, failure);
        }
        claim.whenComplete((entry, failure) -> this.claims.remove(id, claim));
        return null;
    }

    /** One claim of a dialog at a time, or this node would take it over from itself. */
    private CompletableFuture<Optional<StoreEntry>> claim(String id) {
        return this.claims.computeIfAbsent(id, key -> this.dialogs.local(id) != null
                ? CompletableFuture.completedFuture(Optional.empty())
                : this.takeover.claim(DialogReplica.key(id)).toCompletableFuture());
    }

    private SIPDialog install(String id, int port, Optional<StoreEntry> entry) {
        try {
            SIPDialog existing = this.dialogs.local(id);
            return existing != null || entry.isEmpty() ? existing : this.install(port, entry.get());
        } catch (StateFormatException malformed) {
            DialogLog.LOGGER.unreadable(id, malformed);
            return null;
        } finally {
            this.claims.remove(id);
        }
    }

    private SIPDialog install(int port, StoreEntry entry) {
        DialogState state = DialogStateCodec.decode(entry.value());
        SipProviderImpl provider = this.dialogs.provider(state.path().transport(), port);
        if (provider == null) {
            throw new StateFormatException("a dialog of transport " + state.path().transport() + ", for which there is no listening point");
        }
        ReplicatedDialog dialog = new ReplicatedDialog(this.replication, provider, state);
        SIPDialog present = this.dialogs.add(dialog);
        if (present == dialog) {
            this.replication.begin(dialog, entry.header());
        }
        return present;
    }

    private Optional<StoreEntry> failed(String id, Throwable failure) {
        DialogLog.LOGGER.lookUpFailed(id, failure.toString());
        return Optional.empty();
    }

    private static boolean mayBeOfAnotherNode(SIPMessage message) {
        if (message.getToTag() == null) {
            return false;
        }
        String method = message.getCSeq().getMethod();
        return message instanceof SIPResponse response
                ? method.equals(Request.INVITE) && response.getStatusCode() / 100 == 2
                : !method.equals(Request.CANCEL) && !method.equals(Request.REGISTER);
    }
}
