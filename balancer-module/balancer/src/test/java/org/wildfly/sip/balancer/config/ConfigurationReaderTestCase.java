/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/**
 * Reading {@code lb.properties}.
 */
class ConfigurationReaderTestCase {
    private final List<String> warnings = new ArrayList<>();

    private BalancerConfiguration read(String... lines) throws IOException, ConfigurationException {
        return new ConfigurationReader(this.warnings::add).read("lb.properties", new StringReader(String.join("\n", lines)));
    }

    @Test
    void aFileWithOnePortIsEnough() throws Exception {
        BalancerConfiguration configuration = read("externalPort=5060");
        assertThat(configuration.isSinglePort()).isTrue();
        assertThat(configuration.external().host().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(configuration.heartbeat().address().port()).isEqualTo(2611);
        assertThat(configuration.heartbeat().nodeTimeout()).isEqualTo(Duration.ofMillis(5100));
        assertThat(configuration.algorithm().calls().maxIdle()).isEqualTo(Duration.ofSeconds(500));
        assertThat(this.warnings).isEmpty();
    }

    @Test
    void aFileOfOldIsUnderstoodAndEachKeyWithoutEffectIsToldOnce() throws Exception {
        BalancerConfiguration configuration;
        try (Reader reader = new InputStreamReader(getClass().getResourceAsStream("/of-old.properties"), StandardCharsets.ISO_8859_1)) {
            configuration = new ConfigurationReader(this.warnings::add).read("of-old.properties", reader);
        }
        assertThat(configuration.external().endpoints().get(0).address().port()).isEqualTo(5060);
        assertThat(configuration.internal().endpoints().get(0).address().port()).isEqualTo(5065);
        assertThat(configuration.algorithm().calls().maxIdle()).isEqualTo(Duration.ofSeconds(300));
        assertThat(configuration.http().httpPort()).isEqualTo(2080);
        assertThat(this.warnings).doesNotHaveDuplicates().noneMatch(warning -> warning.contains("rmiRegistryPort"));
        assertThat(this.warnings)
                .anyMatch(warning -> warning.contains("gov.nist.javax.sip.THREAD_POOL_SIZE has no effect: each UDP port has a thread"))
                .anyMatch(warning -> warning.contains("evicted. is not known"));
    }

    @Test
    void everyProblemIsToldAtOnceWithItsLineItsValueAndItsCure() {
        assertThatThrownBy(
                () -> read("# comment", "externalPort=abc", "internalPort=70000", "nodeTimeout=-5", "algorithmClass=com.example.Foo",
                        "heartbeatSecret=qwerty", "callIdAffinityGroupFailover=perhaps", "host=0.0.0.0", "nodeTimeout=5100"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("lb.properties cannot be used, 8 problems:")
                .hasMessageContaining("line 2: externalPort=abc is not a whole number from 0 to 65535")
                .hasMessageContaining("line 3: internalPort=70000")
                .hasMessageContaining("line 4: nodeTimeout=-5 is not a whole number from 100 to 3600000; the default is 5100")
                .hasMessageContaining("line 5: algorithmClass=com.example.Foo is not known and not on the class path")
                .hasMessageContaining("line 6: heartbeatSecret=***")
                .hasMessageContaining("line 7: callIdAffinityGroupFailover=perhaps is neither true nor false")
                .hasMessageContaining("line 8: host=0.0.0.0")
                .hasMessageContaining("line 9: nodeTimeout=5100 is set in line 4 already").hasMessageNotContaining("qwerty");
    }

    @Test
    void aMissingPortIsAProblemAndOnePortTwiceToo() {
        assertThatThrownBy(() -> read("host=127.0.0.1")).hasMessageContaining("1 problem:")
                .hasMessageContaining("externalPort is missing: add");
        assertThatThrownBy(() -> read("externalPort=5060", "internalPort=5060"))
                .hasMessageContaining("line 2: internalPort=5060 is the port of externalPort, too; take another");
        assertThatThrownBy(() -> read("externalPort=5060", "internalHost=127.0.0.1"))
                .hasMessageContaining("has no meaning without internalPort");
    }

    @Test
    void whatHasNoEffectBesideOtherKeysIsToldAndSoIsTheKeyThatWasMeant() throws Exception {
        read("externalPort=5060", "subclusterMap=(192.0.2.1,192.0.2.2)", "performanceTestingMode=true", "probeInterval=0",
                "probeAnnouncedNodes=true", "nodeTimout=5100");
        assertThat(this.warnings).containsExactlyInAnyOrder(
                "lb.properties line 2: subclusterMap has no effect with algorithmClass=CallIdAffinity",
                "lb.properties line 3: performanceTestingMode has no effect without extraServerNodes",
                "lb.properties line 5: probeAnnouncedNodes has no effect with probeInterval=0, which is never",
                "lb.properties line 6: nodeTimout is not known and has no effect; did you mean nodeTimeout?");
    }

    @Test
    void theSyntaxIsThatOfPropertiesFiles() throws Exception {
        assertThat(PropertiesLines.read(new StringReader("  a = b\\\n   c\n! x\n// y\nd:e\nf g\nh\n\n\\u0041\\=x=y\\tz\n")))
                .containsExactly(
                        new ConfigurationEntry(1, "a", "bc"), new ConfigurationEntry(5, "d", "e"), new ConfigurationEntry(6, "f", "g"),
                        new ConfigurationEntry(7, "h", ""),
                        new ConfigurationEntry(9, "A=x", "y\tz"));
    }

    @Test
    void whatIsPrintedIsAConfigurationWithTheSameMeaning() throws Exception {
        BalancerConfiguration configuration = read("externalPort=5060", "internalPort=5065", "heartbeatSecret=0123456789",
                "maxMessageSize=5000");
        List<String> printed = configuration.effective().lines();
        assertThat(printed).contains("heartbeatSecret=***", "#routeSecret=", "maxMessageSize=5000")
                .noneMatch(line -> line.contains("0123456789"));
        printed = printed.stream().map(line -> line.replace("***", "0123456789")).toList();
        assertThat(read(printed.toArray(String[]::new))).isEqualTo(configuration);
        assertThat(this.warnings).isEmpty();
    }
}
