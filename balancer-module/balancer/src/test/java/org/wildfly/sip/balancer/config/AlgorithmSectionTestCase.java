/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.sip.balancer.config.AlgorithmConfiguration.Key;
import org.wildfly.sip.balancer.config.AlgorithmConfiguration.Kind;

/**
 * What the file says about algorithms and health.
 */
class AlgorithmSectionTestCase {
    private final List<String> warnings = new ArrayList<>();

    private BalancerConfiguration read(String... lines) throws IOException, ConfigurationException {
        return new ConfigurationReader(this.warnings::add).read("lb.properties",
                new StringReader("externalPort=5060\n" + String.join("\n", lines)));
    }

    @ParameterizedTest
    @CsvSource({"CallIDAffinityBalancerAlgorithm, CALL_ID_AFFINITY", "HeaderConsistentHashBalancerAlgorithm, HEADER_CONSISTENT_HASH",
            "PureConsistentHashBalancerAlgorithm, HEADER_CONSISTENT_HASH",
            "PersistentConsistentHashBalancerAlgorithm, PERSISTENT_CONSISTENT_HASH",
            "ClusterSubdomainAffinityAlgorithm, CLUSTER_SUBDOMAIN_AFFINITY", "UserBasedAlgorithm, USER_AFFINITY",
            "ActiveStandbyAlgorithm, ACTIVE_STANDBY", "CallIDAffinityBalancerAlgorith, CALL_ID_AFFINITY",
            "HeaderConsistentHashBalancerAl, HEADER_CONSISTENT_HASH", "PersistentConsistentHashBalanc, PERSISTENT_CONSISTENT_HASH"})
    void theNamesOfTheGuideAreKnownInAllItsSpellingsAndBrokenAtItsLineEnds(String name, Kind kind) throws Exception {
        for (String company : new String[]{"org.mobicents", "org.mobicients", "org.mobicens"}) {
            assertThat(read("algorithmClass=" + company + ".tools.sip.balancer." + name).algorithm().kind()).isEqualTo(kind);
        }
    }

    @ParameterizedTest
    @CsvSource({"CallIdAffinity, CALL_ID_AFFINITY", "leastloaded, LEAST_LOADED",
            "org.wildfly.sip.balancer.algorithm.HeaderConsistentHashAlgorithm, HEADER_CONSISTENT_HASH", "java.lang.String, CUSTOM"})
    void ownNamesAndThoseOfOthersAreKnown(String name, Kind kind) throws Exception {
        assertThat(read("algorithmClass=" + name).algorithm().kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nothing", "org.mobicents.tools.sip.balancer.P", "org.mobicents.tools.sip.balancer.Nothing"})
    void otherNamesAreAProblem(String name) {
        assertThatThrownBy(() -> read("algorithmClass=" + name))
                .hasMessageContaining("algorithmClass=" + name + " is not known; take one of")
                .hasMessageContaining("LeastLoaded");
    }

    @Test
    void theTestOfTheOldBalancerIsRefusedWithAWord() {
        assertThatThrownBy(() -> read("algorithmClass=org.mobicents.tools.sip.balancer.WorstCaseUdpTestAlgorithm"))
                .hasMessageContaining("is a test that sends each transaction of a call to another node");
    }

    @Test
    void subclustersAreGroupsOfAddresses() throws Exception {
        assertThat(read("subclusterMap=( 192.168.1.1, 192.168.1.2 ) ( 10.10.10.10, 20.20.20.20,30.30.30.30)").algorithm().subclusters())
                .containsExactly(Set.of(InetAddress.getByName("192.168.1.1"), InetAddress.getByName("192.168.1.2")),
                        Set.of(InetAddress.getByName("10.10.10.10"), InetAddress.getByName("20.20.20.20"),
                                InetAddress.getByName("30.30.30.30")));
        assertThatThrownBy(() -> read("subclusterMap=192.168.1.1,192.168.1.2")).hasMessageContaining("is no list of groups");
    }

    @Test
    void usersAreThoseInFromAndAreRememberedAsLongAsCallsByDefault() throws Exception {
        AlgorithmConfiguration users = read("algorithmClass=UserAffinity", "callIdAffinityMaxTimeInCache=60",
                "callIdAffinityGroupFailover=true").algorithm();
        assertThat(users.key()).isEqualTo(new Key("From", null, "Call-ID"));
        assertThat(users.users().maxIdle()).isEqualTo(Duration.ofSeconds(60));
        assertThat(users.users().groupFailover()).isTrue();
        users = read("algorithmClass=UserAffinity", "userAffinityMaxTimeInCache=7", "userAffinityGroupFailover=false",
                "sipHeaderAffinityKey=to.user").algorithm();
        assertThat(users.users().maxIdle()).isEqualTo(Duration.ofSeconds(7));
        assertThat(users.key().name()).isEqualTo("to.user");
    }

    @Test
    void aKeyThatIsNoHeaderAndAPatternThatIsNoneAreProblems() {
        assertThatThrownBy(() -> read("sipHeaderAffinityKey=a b", "sipHeaderAffinityExclusionPattern=(", "algorithmJar=/nowhere.jar"))
                .hasMessageContaining("sipHeaderAffinityKey=a b is neither the name of a header")
                .hasMessageContaining("sipHeaderAffinityExclusionPattern=( is no regular expression")
                .hasMessageContaining("algorithmJar=/nowhere.jar is no file that can be read");
    }

    @Test
    void whatBeginsWithAlgorithmIsForAlgorithmsOfOnesOwn() throws Exception {
        assertThat(read("algorithm.color=blue", "algorithm.size=2").algorithm().properties())
                .isEqualTo(Map.of("color", "blue", "size", "2"));
        assertThat(this.warnings).isEmpty();
    }

    @Test
    void statusesThatTellAgainstANodeAreUnderstoodInTheSpellingOfTheOldSampleToo() throws Exception {
        assertThat(read().health().errorStatuses()).containsExactly(503);
        assertThat(read("responsesStatusCodeNodeRemoval=503, 500").health().errorStatuses()).containsExactlyInAnyOrder(503, 500);
        assertThat(this.warnings).isEmpty();
        assertThat(read("reponsesStatusCodeNodeRemoval=500").health().errorStatuses()).containsExactly(500);
        assertThat(this.warnings).singleElement().asString().contains("is taken for responsesStatusCodeNodeRemoval");
        assertThatThrownBy(() -> read("responsesStatusCodeNodeRemoval=200")).hasMessageContaining("has 200, which is no status code");
    }

    @Test
    void behindASharedAddressASilentNodeIsNotSuspectedUnlessThatIsWanted() throws Exception {
        assertThat(read().health().maxUnanswered()).isEqualTo(20);
        String[] shared = {"useIpLoadBalancerAddressInViaHeaders=true", "externalIpLoadBalancerAddress=127.0.0.1",
                "externalIpLoadBalancerPort=5070"};
        assertThat(read(shared).health().maxUnanswered()).isZero();
    }
}
