/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.wildfly.sip.balancer.config.BalancerConfiguration.FixedNodes;
import org.wildfly.sip.heartbeat.NodeDescription;

/**
 * The section of the file that names nodes that do not announce themselves, and says how they are looked after.
 */
final class FixedNodesSection {
    private static final String NODES = "nodes";
    private static final String PROBE_INTERVAL = "probeInterval";
    private static final String PROBE_TIMEOUT = "probeTimeout";
    private static final String PROBE_FAILURES = "probeFailures";
    private static final String PROBE_ANNOUNCED_NODES = "probeAnnouncedNodes";
    private static final String PERFORMANCE_TESTING = "performanceTestingMode";
    private static final String EXTRA_SERVER_NODES = "extraServerNodes";

    private FixedNodesSection() {
    }

    static FixedNodes read(Settings settings) {
        settings.live(NODES, PROBE_INTERVAL, PROBE_TIMEOUT, PROBE_FAILURES, PROBE_ANNOUNCED_NODES);
        List<NodeDescription> nodes = new ArrayList<>(nodes(settings, NODES));
        // Old performance tests name their nodes like this; they are never looked after there.
        boolean testing = settings.flag(PERFORMANCE_TESTING, false);
        if (testing && !settings.isSet(EXTRA_SERVER_NODES)) {
            settings.note(PERFORMANCE_TESTING, "has no effect without " + EXTRA_SERVER_NODES);
        }
        List<NodeDescription> extra = testing ? nodes(settings, EXTRA_SERVER_NODES) : List.of();
        Set<String> names = new HashSet<>();
        nodes.forEach(node -> {
            if (!names.add(node.name())) {
                settings.problem(NODES, "has the node " + node.name() + " twice; remove one of them");
            }
        });
        int interval = settings.number(PROBE_INTERVAL, 1000, 0, 3_600_000);
        boolean announced = settings.flag(PROBE_ANNOUNCED_NODES, false);
        if (announced && interval == 0) {
            settings.note(PROBE_ANNOUNCED_NODES, "has no effect with " + PROBE_INTERVAL + "=0, which is never");
        }
        return new FixedNodes(nodes, extra.stream().filter(node -> names.add(node.name())).toList(), Duration.ofMillis(interval),
                Duration.ofMillis(settings.number(PROBE_TIMEOUT, 1000, 10, 60_000)), settings.number(PROBE_FAILURES, 3, 1, 100),
                announced);
    }

    private static List<NodeDescription> nodes(Settings settings, String key) {
        List<NodeDescription> nodes = new ArrayList<>();
        for (String text : settings.list(key)) {
            try {
                nodes.add(FixedNodeText.parse(text));
            } catch (IllegalArgumentException e) {
                settings.problem(key, e.getMessage());
            }
        }
        return nodes;
    }
}
