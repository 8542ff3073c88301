/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.wildfly.sip.demo.process.Cluster;
import org.wildfly.sip.demo.process.ServerNode;
import org.wildfly.sip.testsuite.harness.Applications;
import org.wildfly.sip.testsuite.harness.CallGenerator;
import org.wildfly.sip.testsuite.harness.ClusterExtension;
import org.wildfly.sip.testsuite.harness.Phones;

/** A node that dies while calls begin and end. */
@ExtendWith(ClusterExtension.class)
class KillUnderLoadIT {
    private static final int RATE = 50;

    @Test
    void noCallFailsAtWhateverInstantItsNodeDies(Cluster cluster, Phones phones) {
        ServerNode killed = cluster.nodes().get(0);
        try (CallGenerator generator = new CallGenerator(phones.caller(), Phones.address(Applications.ANSWERING), RATE)) {
            await().atMost(Duration.ofSeconds(10)).until(() -> generator.size() > 2 * RATE);
            killed.kill();
            await().atMost(Duration.ofSeconds(10)).until(() -> generator.size() > 4 * RATE);
            List<String> nodes = generator.finish();
            assertThat(nodes).contains(killed.name());
            assertThat(nodes.subList(3 * RATE, nodes.size())).containsOnly(cluster.other(killed).name());
        }
    }
}
