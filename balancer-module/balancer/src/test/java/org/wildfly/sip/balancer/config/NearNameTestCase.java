/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

/**
 * The name that somebody meant.
 */
class NearNameTestCase {
    private static final List<String> NAMES = List.of("host", "externalPort", "internalPort", "externalTcpPort", "nodeTimeout", "nodes");

    @Test
    void aSlipOfTheHandIsSeenThrough() {
        assertThat(NearName.of("externlPort", NAMES)).isEqualTo("externalPort");
        assertThat(NearName.of("externallPort", NAMES)).isEqualTo("externalPort");
        assertThat(NearName.of("intrenalPort", NAMES)).isEqualTo("internalPort");
        assertThat(NearName.of("NODETIMEOUT", NAMES)).isEqualTo("nodeTimeout");
        assertThat(NearName.of("nodeTimout", NAMES)).isEqualTo("nodeTimeout");
        assertThat(NearName.of("externalTpcPort", NAMES)).isEqualTo("externalTcpPort");
    }

    @Test
    void theNearestOfSeveralIsTaken() {
        assertThat(NearName.of("exernalPort", NAMES)).isEqualTo("externalPort");
        assertThat(NearName.of("nodess", NAMES)).isEqualTo("nodes");
    }

    @Test
    void anotherNameIsNotTakenForOne() {
        assertThat(NearName.of("usePrettyEncoding", NAMES)).isNull();
        assertThat(NearName.of("port", NAMES)).isNull();
        assertThat(NearName.of("HOST", NAMES)).isEqualTo("host");
        assertThat(NearName.of("", NAMES)).isNull();
        assertThat(NearName.of("x".repeat(1_000_000), NAMES)).isNull();
    }
}
