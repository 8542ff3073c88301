/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.wildfly.sip.balancer.algorithm.TestAlgorithms.request;
import static org.wildfly.sip.balancer.algorithm.TestAlgorithms.response;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wildfly.sip.balancer.message.SipHash;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.message.SipScanner;
import org.wildfly.sip.balancer.node.Node;

/**
 * The node is a function of the message and the nodes.
 */
class ConsistentHashTestCase {
    private static final int CALLS = 20_000;

    private final TestNodes nodes = TestNodes.of(10);
    private final BalancerAlgorithm algorithm = hash();

    private BalancerAlgorithm hash(String... lines) {
        List<String> all = new ArrayList<>(List.of(lines));
        all.add("algorithmClass=HeaderConsistentHash");
        return TestAlgorithms.of(this.nodes.clock::get, all.toArray(String[]::new));
    }

    private Node select(SipMessage message) {
        return this.algorithm.select(message, this.nodes.now(), null);
    }

    private List<String> placements() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            names.add(select(request("INVITE", "call-" + i, false)).name());
        }
        return names;
    }

    @Test
    void aNodeAddedToTenTakesLessThanTwelvePercentOfTheCallsAndNoOtherMoves() {
        List<String> before = placements();
        this.nodes.up(11);
        List<String> after = placements();
        int moved = 0;
        for (int i = 0; i < CALLS; i++) {
            if (!after.get(i).equals(before.get(i))) {
                assertThat(after.get(i)).isEqualTo("n11");
                moved++;
            }
        }
        assertThat(moved).isBetween(CALLS * 5 / 100, CALLS * 12 / 100);
    }

    @Test
    void onlyTheCallsOfANodeThatLeavesMoveAndTheyAreSpread() {
        List<String> before = placements();
        this.nodes.down(4);
        List<String> after = placements();
        Map<String, Integer> heirs = new HashMap<>();
        for (int i = 0; i < CALLS; i++) {
            if (before.get(i).equals("n4")) {
                heirs.merge(after.get(i), 1, Integer::sum);
            } else {
                assertThat(after.get(i)).isEqualTo(before.get(i));
            }
        }
        assertThat(heirs).hasSize(9).doesNotContainKey("n4");
    }

    @Test
    void sharesAreAboutEqual() {
        Map<String, Integer> shares = new HashMap<>();
        placements().forEach(name -> shares.merge(name, 1, Integer::sum));
        assertThat(shares.values()).hasSize(10).allMatch(share -> share > CALLS * 7 / 100 && share < CALLS * 13 / 100);
    }

    @Test
    void balancersAgreeInWhateverOrderTheirNodesHaveCome() {
        TestNodes other = new TestNodes();
        for (int i : new int[]{7, 2, 10, 1, 9, 3, 12, 8, 4, 6, 5}) {
            other.up(i);
        }
        other.down(12);
        BalancerAlgorithm another = TestAlgorithms.of(other.clock::get, "algorithmClass=HeaderConsistentHash");
        for (int i = 0; i < CALLS; i++) {
            SipMessage message = request(i % 2 == 0 ? "INVITE" : "BYE", "call-" + i, i % 2 == 1);
            assertThat(another.select(message, other.now(), null).name()).isEqualTo(select(message).name());
        }
    }

    @Test
    void afterTheLastPointOfTheRingComesTheFirst() {
        assertThat(this.nodes.now().group().ring().home(-1)).isSameAs(this.nodes.now().group().ring().home(0));
    }

    @Test
    void aDrainingNodeKeepsItsCallsAndCallsThatItWouldHaveHadAreFoundAgain() {
        SipMessage before = request("INVITE", "before", false);
        Node node = select(before);
        this.nodes.drain(Integer.parseInt(node.name().substring(1)));
        assertThat(select(request("BYE", "before", true)).name()).isEqualTo(node.name());
        assertThat(select(request("ACK", "before", true)).name()).isEqualTo(node.name());
        int elsewhere = 0;
        for (int i = 0; i < 200; i++) {
            Node first = select(request("INVITE", "call-" + i, false));
            assertThat(first.name()).isNotEqualTo(node.name());
            elsewhere += this.algorithm.size() > elsewhere ? 1 : 0;
            assertThat(select(request("CANCEL", "call-" + i, false))).isSameAs(first);
            assertThat(select(request("ACK", "call-" + i, true))).isSameAs(first);
            assertThat(select(request("BYE", "call-" + i, true))).isSameAs(first);
        }
        // Only those are remembered that are not where the ring has them.
        assertThat(elsewhere).isBetween(5, 50).isEqualTo(this.algorithm.size());
    }

    @Test
    void whatIsRememberedIsForgottenWithTheDialog() {
        Node node = select(request("INVITE", "call", false));
        this.nodes.drain(Integer.parseInt(node.name().substring(1)));
        select(request("INVITE", "call", false));
        assertThat(this.algorithm.size()).isEqualTo(1);
        this.algorithm.completed(response(200, "INVITE", "call"));
        this.algorithm.completed(response(200, "BYE", "call"));
        this.nodes.pass(Duration.ofSeconds(34));
        this.algorithm.expire();
        assertThat(this.algorithm.size()).isZero();
    }

    @Test
    void aDialogOfADeadNodeGoesWhereAllBalancersSendIt() {
        SipMessage bye = request("BYE", "call", true);
        Node home = select(bye);
        this.nodes.down(Integer.parseInt(home.name().substring(1)));
        Node dead = this.nodes.now().byName(home.name());
        Node survivor = this.algorithm.select(bye, this.nodes.now(), dead);
        assertThat(survivor.name()).isNotEqualTo(home.name());
        assertThat(hash().select(bye, this.nodes.now(), null)).isSameAs(survivor);
    }

    @ParameterizedTest
    @CsvSource({"from.user, From: \"a <b>\" <sip:alice@example.com>;tag=1, alice", "From.user, f: sip:alice@example.com;tag=1, alice",
            "to.user, To: <sips:%61lice:secret@example.com;user=phone>, alice", "to.user, t: <tel:+123;phone-context=x>;tag=3, +123",
            "From, From: <sip:alice@EXAMPLE.com:5070;transport=tcp>;tag=1, alice@example.com:5070",
            "To, To: Bob <sip:bob@example.com?subject=x>, bob@example.com", "Subject, s: alice, alice", "subject, Subject:  alice , alice",
            "X-Session, X-SESSION: a b, a b"})
    void whatHasTheSameValueInSipAndHttpGoesToTheSameNode(String key, String header, String value) {
        BalancerAlgorithm keyed = hash("sipHeaderAffinityKey=" + key);
        Map<String, String> full = Map.of("f", "From", "t", "To");
        String name = header.substring(0, header.indexOf(':'));
        String[] headers = {full.getOrDefault(name, name) + header.substring(name.length())};
        for (int i = 0; i < 3; i++) {
            SipMessage message = full.containsKey(name)
                    ? compact(request("INVITE", "call-" + i, false, headers))
                    : request("INVITE", "call-" + i, false, headers);
            assertThat(keyed.select(message, this.nodes.now(), null))
                    .isSameAs(keyed.selectHttp(value, "session", this.nodes.now(), node -> true));
        }
    }

    private static SipMessage compact(SipMessage message) {
        String text = new String(message.bytes(), StandardCharsets.UTF_8).replace("From:", "f:").replace("To:", "t:");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        SipMessage compact = new SipMessage(new SipHash(0, 0));
        assertThat(new SipScanner(compact).scanDatagram(bytes, 0, bytes.length)).isNull();
        return compact;
    }

    @Test
    void anHttpSessionWithoutAKeyIsHashedAndARequestWithNeitherIsLeftToOthers() {
        Node node = this.algorithm.selectHttp(null, "0123456789", this.nodes.now(), each -> true);
        assertThat(hash().selectHttp(null, "0123456789", this.nodes.now(), each -> true)).isSameAs(node);
        assertThat(this.algorithm.selectHttp(null, null, this.nodes.now(), each -> true)).isNull();
        assertThat(this.algorithm.selectHttp(null, "0123456789", this.nodes.now(), each -> each != node)).isNull();
    }

    @Test
    void excludedValuesAndMissingHeadersAreReplacedByTheFallback() {
        BalancerAlgorithm keyed = hash("sipHeaderAffinityKey=X-Tenant", "sipHeaderAffinityExclusionPattern=none|un.*",
                "sipHeaderAffinityFallbackKey=to.user");
        Node bob = keyed.selectHttp("bob", null, this.nodes.now(), node -> true);
        String to = "To: <sip:bob@example.com>";
        for (String tenant : new String[]{"X-Tenant: none", "X-Tenant: unknown", "X-Other: 1"}) {
            assertThat(keyed.select(request("INVITE", "c", false, to, tenant), this.nodes.now(), null)).isSameAs(bob);
        }
        assertThat(keyed.select(request("INVITE", "c", false, to, "X-Tenant: none of them"), this.nodes.now(), null))
                .isSameAs(keyed.selectHttp("none of them", null, this.nodes.now(), node -> true));
    }

    @Test
    void aPatternThatNeedsExponentialTimeForSomeTextIsGivenUp() {
        BalancerAlgorithm keyed = hash("sipHeaderAffinityKey=X-Tenant", "sipHeaderAffinityExclusionPattern=(a|aa)+b");
        SipMessage evil = request("INVITE", "c", false, "X-Tenant: " + "a".repeat(5000));
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> keyed.select(evil, this.nodes.now(), null));
    }
}
