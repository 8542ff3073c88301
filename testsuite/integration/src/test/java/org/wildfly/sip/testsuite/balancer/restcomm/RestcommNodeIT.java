/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.restcomm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.sip.demo.process.FreePorts;
import org.wildfly.sip.demo.process.ManagedProcess;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.UdpPeer;

/**
 * Nodes that run RestComm's own software announce themselves to the balancer. That software is not part of this project:
 * {@code restcomm/fetch.sh FOLDER} of this module fetches it, {@code -Dtest.restcomm.jars=FOLDER} names where it is.
 */
@EnabledIfSystemProperty(named = RestcommNodeIT.JARS, matches = ".+", disabledReason = "the jars of RestComm are not named")
class RestcommNodeIT {
    static final String JARS = "test.restcomm.jars";

    private final FreePorts freePorts = new FreePorts();

    /** The jars in the order of their names: the newer JAIN SIP stands before the one that is inside of the balancer's. */
    private static String classPath() throws IOException {
        String own = Path.of(RestcommNode.class.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty(JARS)).toAbsolutePath())) {
            return own + File.pathSeparator + jars.sorted().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        }
    }

    private ManagedProcess node(StartedBalancer balancer, String protocol, int port) throws IOException {
        return ManagedProcess.start("RestComm node",
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath(),
                        RestcommNode.class.getName(), protocol, Integer.toString(port), Integer.toString(balancer.port(protocol)),
                        Integer.toString(balancer.port("internal"))),
                balancer.folder().resolve("restcomm-node.log"));
    }

    private static int answer(UdpPeer phone) throws IOException {
        phone.send(phone.request("OPTIONS", "sip:bob@example.com"));
        return phone.receive().status();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rmi", "json"})
    void aNodeGetsCallsUntilItDiesOrLeavesAndAgainWhenItComesBack(String protocol) throws Exception {
        try (StartedBalancer balancer = StartedBalancer.start("restcomm-" + protocol, "rmiRegistryPort={rmi}", "heartbeatHttpPort={json}",
                "nodeTimeout=3000")) {
            int port = this.freePorts.next();
            String name = "Node 127.0.0.1:" + port;
            UdpPeer phone = balancer.phone();
            ManagedProcess node = node(balancer, protocol, port);
            balancer.await(name + " is UP", 1);
            assertThat(answer(phone)).isEqualTo(200);
            node.kill();
            balancer.await(name + " is DOWN", 1);
            assertThat(answer(phone)).isEqualTo(503);
            ManagedProcess again = node(balancer, protocol, port);
            balancer.await(name + " is UP", 2);
            assertThat(answer(phone)).isEqualTo(200);
            again.terminate();
            balancer.await(name + " has left", 1);
            assertThat(answer(phone)).isEqualTo(503);
        }
    }
}
