/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.replication;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A clock that stands still until the test lets time pass. */
final class ManualAlarm implements ReplicationContext.Alarm {
    private final List<Pending> pending = new ArrayList<>();
    private Duration now = Duration.ZERO;

    private record Pending(Duration due, Runnable action) {
    }

    @Override
    public Runnable after(Duration delay, Runnable action) {
        Pending added = new Pending(this.now.plus(delay), action);
        this.pending.add(added);
        return () -> this.pending.removeIf(each -> each == added);
    }

    /** Lets time pass up to the next alarm that is due until then. @return false if none was, and the time is over */
    boolean advanceTo(Duration end) {
        Pending next = this.pending.stream().min(Comparator.comparing(Pending::due)).filter(first -> first.due().compareTo(end) <= 0)
                .orElse(null);
        this.now = next == null ? end : next.due();
        if (next != null) {
            this.pending.remove(next);
            next.action().run();
        }
        return next != null;
    }

    Duration now() {
        return this.now;
    }

    int size() {
        return this.pending.size();
    }
}
