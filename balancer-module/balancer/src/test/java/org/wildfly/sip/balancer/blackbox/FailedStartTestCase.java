/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;

/**
 * A balancer that cannot start.
 */
class FailedStartTestCase {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, LOOPBACK)) {
            return free.getLocalPort();
        }
    }

    @Test
    void whatWasOpenedBeforeIsClosed() throws Exception {
        int json = freePort();
        int rmi = freePort();
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            assertThatExceptionOfType(IOException.class).isThrownBy(
                    () -> new Balancer("heartbeatHttpPort=" + json, "rmiRegistryPort=" + rmi, "httpPort=" + taken.getLocalPort()));
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> new Balancer("heartbeatHttpPort=" + json, "rmiRegistryPort=" + taken.getLocalPort()))
                    .withMessageContaining("rmiRegistryPort");
        }
        try (Balancer balancer = new Balancer("heartbeatHttpPort=" + json, "rmiRegistryPort=" + rmi)) {
            assertThat(balancer.running().heartbeats().httpPort()).isEqualTo(json);
            assertThat(balancer.running().heartbeats().rmiPort()).isEqualTo(rmi);
        }
    }
}
