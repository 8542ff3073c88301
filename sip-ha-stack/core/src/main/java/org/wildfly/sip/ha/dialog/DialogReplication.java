/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.dialog;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.wildfly.sip.ha.replication.ReplicaCommit;
import org.wildfly.sip.ha.replication.ReplicationContext;
import org.wildfly.sip.ha.store.EntryHeader;
import org.wildfly.sip.ha.store.StoreListener;
import org.wildfly.sip.ha.timer.Cancellable;
import org.wildfly.sip.ha.timer.Timers;
import org.wildfly.sip.ha.work.SessionQueue;
import org.wildfly.sip.ha.work.SessionQueues;

/** Keeps the dialogs of a stack in its store, each on the queue of its Call-ID. Methods may be called by any thread. */
public final class DialogReplication implements StoreListener {
    private final Map<String, Keeping> kept = new ConcurrentHashMap<>();
    private final ReplicationContext context;
    private final SessionQueues queues;
    private final Timers timers;
    private final Policy policy;
    private final Consumer<ReplicatedDialog> forget;

    /**
     * What is kept, and for how long.
     *
     * @param keepMillis how long an entry outlives its node's last sign of life, in milliseconds
     * @param applicationData whether data that the application attached is kept, if it is text or bytes
     */
    public record Policy(long keepMillis, boolean applicationData) {
    }

    /** A dialog that is kept; its refresh is touched on its queue only. */
    private static final class Keeping {
        private final ReplicatedDialog dialog;
        private final String callId;
        private volatile Cancellable refresh = () -> false;

        Keeping(ReplicatedDialog dialog) {
            this.dialog = dialog;
            this.callId = dialog.getCallId().getCallId();
        }
    }

    /**
     * @param forget takes a dialog that another node has taken over out of the stack
     */
    public DialogReplication(ReplicationContext context, SessionQueues queues, Timers timers, Policy policy,
            Consumer<ReplicatedDialog> forget) {
        this.context = context;
        this.queues = queues;
        this.timers = timers;
        this.policy = policy;
        this.forget = forget;
    }

    long keepMillis() {
        return this.policy.keepMillis();
    }

    boolean keepsApplicationData() {
        return this.policy.applicationData();
    }

    /** The number of dialogs that are kept. */
    public int size() {
        return this.kept.size();
    }

    /** Keeps a new dialog; does nothing if it is kept. */
    void begin(ReplicatedDialog dialog) {
        this.begin(dialog, null);
    }

    /** Keeps a dialog that was taken over under a header. */
    void begin(ReplicatedDialog dialog, EntryHeader claimed) {
        Keeping keeping = new Keeping(dialog);
        if (this.kept.get(dialog.getDialogId()) == null && this.kept.putIfAbsent(dialog.getDialogId(), keeping) == null) {
            this.queues.execute(keeping.callId, () -> {
                this.queues.bind(keeping.callId, SessionQueue.current());
                ReplicaCommit.of(SessionQueue.current(), this.context).add(dialog.replica(), claimed);
                this.refreshLater(keeping);
            });
        }
    }

    /** Removes the entry of a dialog that has ended. */
    void end(ReplicatedDialog dialog) {
        Keeping keeping = this.take(dialog);
        if (keeping != null) {
            this.queues.execute(keeping.callId, () -> {
                ReplicaCommit.of(SessionQueue.current(), this.context).remove(dialog.replica());
                this.unbind(keeping);
            });
        }
    }

    /** Drops a dialog that another node works on now; on its queue. */
    void superseded(ReplicatedDialog dialog) {
        Keeping keeping = this.take(dialog);
        if (keeping != null) {
            dialog.abandon();
            this.forget.accept(dialog);
            this.unbind(keeping);
        }
    }

    @Override
    public void changedElsewhere(String key, EntryHeader stored) {
        String id = DialogReplica.dialogId(key);
        Keeping keeping = id == null || stored == null ? null : this.kept.get(id);
        if (keeping != null) {
            this.queues.post(keeping.callId,
                    () -> ReplicaCommit.of(SessionQueue.current(), this.context).noticed(keeping.dialog.replica(), stored));
        }
    }

    private Keeping take(ReplicatedDialog dialog) {
        String id = dialog.getDialogId();
        Keeping keeping = id == null ? null : this.kept.get(id);
        return keeping != null && keeping.dialog == dialog && this.kept.remove(id, keeping) ? keeping : null;
    }

    private void unbind(Keeping keeping) {
        keeping.refresh.cancel();
        this.queues.unbind(keeping.callId);
    }

    /** A dialog may be silent for hours: its entry must not expire meanwhile. */
    private void refreshLater(Keeping keeping) {
        keeping.refresh = this.timers.schedule(this.policy.keepMillis() / 2, () -> this.queues.post(keeping.callId, () -> {
            if (this.kept.get(keeping.dialog.getDialogId()) == keeping) {
                keeping.dialog.replica().changed();
                this.refreshLater(keeping);
            }
        }));
    }
}
