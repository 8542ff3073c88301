/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.demo.process.FreePorts;
import org.wildfly.sip.demo.process.ManagedProcess;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.harness.Environment;

/** Starting and stopping, as the guide's procedures tell. */
class CommandLineIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BY_SIGTERM = 143;
    private static final int WRONG_CONFIGURATION = 2;

    private final FreePorts ports = new FreePorts();
    private final int external = this.ports.next();
    private Path folder;
    private Path file;

    @BeforeEach
    void file() throws Exception {
        this.folder = Files.createDirectories(Environment.folder().resolve("balancer").resolve("command-line"));
        this.file = this.folder.resolve("lb-configuration.properties");
        Files.writeString(this.file, "host=127.0.0.1\nexternalPort=" + this.external + "\ninternalPort=" + this.ports.next()
                + "\nheartbeatPort=" + this.ports.next() + "\noperationsPort=" + this.ports.next() + "\nshutdownTimeout=0\n");
    }

    private ManagedProcess launch(List<String> jvm, String... arguments) {
        return StartedBalancer.launch(this.folder, jvm, (Object[]) arguments);
    }

    private static int exitCode(ManagedProcess process) throws Exception {
        return process.exited().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void theJarStartsWithAFileTellsItsPortsAndStopsBySignal() throws Exception {
        ManagedProcess balancer = launch(List.of(), this.file.toString());
        assertThat(balancer.await("Load balancer ready", PATIENCE)).contains(Integer.toString(this.external));
        balancer.terminate();
        assertThat(exitCode(balancer)).isEqualTo(BY_SIGTERM);
        assertThat(balancer.log().text()).contains("stopping").contains("Load balancer stopped");
    }

    @Test
    void theOptionOfOldIsUnderstood() throws Exception {
        ManagedProcess balancer = launch(List.of(), "-mobicents-balancer-config=" + this.file);
        balancer.await("Load balancer ready", PATIENCE);
        balancer.terminate();
    }

    @Test
    void theLogLevelIsSetByEitherSpelling() throws Exception {
        Files.writeString(this.file, "\nusePrettyEncoding=true\n", StandardOpenOption.APPEND);
        for (String spelling : List.of("-DLogLevel=WARN", "-DlogLevel=WARN")) {
            ManagedProcess balancer = launch(List.of(spelling), "--check", this.file.toString());
            assertThat(exitCode(balancer)).isZero();
            ManagedProcess quiet = launch(List.of(spelling), this.file.toString());
            quiet.await("usePrettyEncoding has no effect", PATIENCE);
            quiet.terminate();
            assertThat(quiet.log().text()).contains("WARN").doesNotContain("INFO");
        }
    }

    @Test
    void keysAreExplained() throws Exception {
        ManagedProcess one = launch(List.of(), "--explain", "callIdAffinityMaxTimeInCache");
        assertThat(exitCode(one)).isZero();
        assertThat(one.log().text()).contains("seconds for which a call in which nothing happens is remembered", "default: 500");
        ManagedProcess all = launch(List.of(), "--explain");
        assertThat(exitCode(all)).isZero();
        assertThat(all.log().text()).contains("externalPort", "httpShutdownTimeout", "hepHost");
    }

    @Test
    void everyMistakeOfTheFileIsToldAtOnce() throws Exception {
        Files.writeString(this.file, "externalPort=many\nnodeTimeout=-1\nalgorithmClass=org.example.Nothing\n");
        ManagedProcess balancer = launch(List.of(), this.file.toString());
        assertThat(exitCode(balancer)).isEqualTo(WRONG_CONFIGURATION);
        assertThat(balancer.log().text()).contains("externalPort").contains("nodeTimeout").contains("org.example.Nothing");
    }

    @Test
    void theConfigurationIsPrintedWithItsDefaults() throws Exception {
        ManagedProcess balancer = launch(List.of(), "--print-config", this.file.toString());
        assertThat(exitCode(balancer)).isZero();
        assertThat(balancer.log().text()).contains("externalPort=" + this.external).contains("nodeTimeout=5100")
                .contains("heartbeatInterval=150").contains("callIdAffinityMaxTimeInCache=500");
    }

    /** Comments of // , the JAIN SIP stack's keys, the misspelt package: a file as the guide's sample. */
    @Test
    void aFileInTheStyleOfTheGuidesSampleStarts() throws Exception {
        Files.writeString(this.file, Files.readString(this.file) + "rmiRegistryPort=" + this.ports.next() + "\nhttpPort="
                + this.ports.next()
                + "\nuseIpLoadBalancerAddressInViaHeaders=false\nnodeTimeout=5100\nheartbeatInterval=150\n"
                + "algorithmClass=org.mobicients.tools.sip.balancer.CallIDAffinityBalancerAlgorithm\ncallIdAffinityMaxTimeInCache=500\n"
                + "callIdAffinityGroupFailover=false\njavax.sip.STACK_NAME = SipBalancerForwarder\njavax.sip.AUTOMATIC_DIALOG_SUPPORT = off\n"
                + "gov.nist.javax.sip.TRACE_LEVEL = 0\n// Specify if message contents should be logged.\n"
                + "gov.nist.javax.sip.LOG_MESSAGE_CONTENT=false\ngov.nist.javax.sip.DEBUG_LOG = logs/sipbalancerforwarderdebug.txt\n"
                + "gov.nist.javax.sip.SERVER_LOG = logs/sipbalancerforwarder.xml\ngov.nist.javax.sip.THREAD_POOL_SIZE = 64\n"
                + "gov.nist.javax.sip.REENTRANT_LISTENER = true\n");
        ManagedProcess balancer = launch(List.of(), this.file.toString());
        balancer.await("Load balancer ready", PATIENCE);
        balancer.terminate();
        assertThat(balancer.log().text()).contains("gov.nist.javax.sip.THREAD_POOL_SIZE").doesNotContain("// ");
    }
}
