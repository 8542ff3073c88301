/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.detection;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.wildfly.sip.balancer.config.HealthConfiguration;
import org.wildfly.sip.balancer.health.Ejection;
import org.wildfly.sip.balancer.health.NodeHealth;
import org.wildfly.sip.balancer.health.Ramp;
import org.wildfly.sip.balancer.node.Node;
import org.wildfly.sip.balancer.node.Nodes;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * Looks at all nodes from time to time: ejects those that do not answer, or answer with too many errors, and lets them have calls again
 * later. Never ejects so many that the others would break down under what is left. For one thread, but for {@link #change}.
 */
final class NodeWatcher {
    private final Supplier<Nodes> nodes;
    private volatile HealthConfiguration limits;
    private volatile Ramp slowly;
    private Map<NodeHealth, NodeWatch> watches = new IdentityHashMap<>();

    /**
     * @param slowly how a node that was ejected gets its share of calls back
     */
    NodeWatcher(HealthConfiguration limits, Supplier<Nodes> nodes, Ramp slowly) {
        this.limits = limits;
        this.nodes = nodes;
        this.slowly = slowly;
    }

    /** From the next look on other limits count, for what has been seen already, too. For any thread. */
    void change(HealthConfiguration otherLimits, Ramp otherSlowly) {
        this.limits = otherLimits;
        this.slowly = otherSlowly;
    }

    /**
     * Looks at all nodes.
     *
     * @param now nanoseconds
     */
    void look(long now) {
        List<Node> up = this.nodes.get().all().stream().filter(node -> node.state() == NodeState.UP).toList();
        Map<NodeHealth, NodeWatch> seen = new IdentityHashMap<>();
        for (Node node : up) {
            NodeWatch before = this.watches.get(node.health());
            seen.put(node.health(), before == null ? new NodeWatch(node.health(), now) : before);
        }
        this.watches = seen;
        for (Node node : up) {
            look(node, seen.get(node.health()), up.size(), now);
        }
    }

    private void look(Node node, NodeWatch watch, int up, long now) {
        Ejection found = watch.look(this.limits, now);
        if (watch.isEjected()) {
            if (watch.isReadmissible(now)) {
                node.health().readmit(this.slowly);
                watch.readmitted(now);
                DetectionLogger.LOGGER.readmitted(node.name());
            }
        } else if (found != Ejection.NONE) {
            String reason = found == Ejection.SILENCE ? "does not answer" : "answers with errors";
            if (ejected() < Math.min(up - 1, up * this.limits.maxEjected() / 100)) {
                long time = watch.eject(found, this.limits.ejection(), now);
                DetectionLogger.LOGGER.ejected(node.name(), reason, TimeUnit.NANOSECONDS.toMillis(time));
            } else if (watch.isFirstKept()) {
                DetectionLogger.LOGGER.kept(node.name(), reason);
            }
        }
    }

    private long ejected() {
        return this.watches.values().stream().filter(NodeWatch::isEjected).count();
    }
}
