/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.wildfly.sip.demo.phone.OutgoingCall;
import org.wildfly.sip.demo.process.Cluster;
import org.wildfly.sip.demo.process.ServerNode;
import org.wildfly.sip.testsuite.harness.Applications;
import org.wildfly.sip.testsuite.harness.ClusterExtension;
import org.wildfly.sip.testsuite.harness.Phones;

/** A node that comes back. */
@ExtendWith(ClusterExtension.class)
class RejoiningNodeIT {
    @Test
    void aNodeThatJoinsAgainGetsNewCallsAndTheOldOnesGoOn(Cluster cluster, Phones phones) {
        List<OutgoingCall> old = phones.establish(20, Phones.address(Applications.ANSWERING));
        ServerNode killed = cluster.nodes().get(0);
        killed.kill();
        List<OutgoingCall> meanwhile = phones.establish(10, Phones.address(Applications.ANSWERING));
        assertThat(meanwhile).extracting(Phones::node).containsOnly(cluster.other(killed).name());

        cluster.restore();

        List<OutgoingCall> fresh = phones.establish(20, Phones.address(Applications.ANSWERING));
        assertThat(fresh).extracting(Phones::node).contains(killed.name(), cluster.other(killed).name());
        Phones.hangUp(old);
        Phones.hangUp(meanwhile);
        Phones.hangUp(fresh);
    }
}
