/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wildfly.sip.balancer.algorithm.TestAlgorithms.request;
import static org.wildfly.sip.balancer.algorithm.TestAlgorithms.response;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.health.Ejection;
import org.wildfly.sip.balancer.node.Node;

/**
 * Where the algorithms that remember calls send them at first, and when their node has died.
 */
class PlacementTestCase {
    private final TestNodes nodes = TestNodes.of(4);
    private BalancerAlgorithm algorithm;

    private void algorithm(String... lines) {
        this.algorithm = TestAlgorithms.of(this.nodes.clock::get, lines);
    }

    private String begin(String call, String... headers) {
        return name(this.algorithm.select(request("INVITE", call, false, headers), this.nodes.now(), null));
    }

    private String go(String call, int dead) {
        return name(this.algorithm.select(request("BYE", call, true), this.nodes.now(), this.nodes.get(dead)));
    }

    private static String name(Node node) {
        return node == null ? null : node.name();
    }

    @Test
    void withGroupFailoverAllCallsGoToTheIdlestNodeEvenIfThatNeverHadACall() {
        algorithm("callIdAffinityGroupFailover=true");
        this.nodes.down(4);
        for (int i = 0; i < 9; i++) {
            begin("call-" + i);
        }
        this.nodes.up(4);
        this.nodes.down(1);
        for (int i = 0; i < 9; i += 3) {
            assertThat(go("call-" + i, 1)).isEqualTo("n4");
        }
        assertThat(go("never seen", 1)).isEqualTo("n4");
        // Although it has the most calls now.
        assertThat(go("never seen either", 1)).isEqualTo("n4");
        this.nodes.down(4);
        assertThat(go("call-0", 1)).isIn("n2", "n3");
    }

    @Test
    void withGroupFailoverADeadNodeThatHadAllCallsStillHasAnHeir() {
        algorithm("callIdAffinityGroupFailover=true");
        this.nodes.down(2).down(3).down(4);
        begin("call");
        this.nodes.up(3).down(1);
        assertThat(go("call", 1)).isEqualTo("n3");
    }

    @Test
    void callsOfASubclusterStayInItWhileItHasANode() {
        algorithm("algorithmClass=ClusterSubdomainAffinity", "subclusterMap=(127.0.0.1, 127.0.0.2)(127.0.0.3,127.0.0.9)");
        this.nodes.down(1).down(3).down(4);
        this.nodes.up(4);
        for (int i = 0; i < 20; i++) {
            assertThat(go("first-" + i, 1)).isEqualTo("n2");
        }
        // Nobody else of the subcluster lives, and one that is in none.
        assertThat(go("second", 3)).isIn("n2", "n4");
        this.nodes.down(2);
        assertThat(go("third", 2)).isEqualTo("n4");
        assertThat(go("fourth", 4)).isEqualTo("n4");
    }

    @Test
    void withoutSubclustersCallsGoRoundAsEver() {
        algorithm("algorithmClass=ClusterSubdomainAffinity");
        Set<String> used = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            used.add(begin("call-" + i));
        }
        assertThat(used).hasSize(4);
    }

    @Test
    void allCallsOfAUserGoToOneNodeAndThoseOfUsersGoRound() {
        algorithm("algorithmClass=UserAffinity", "sipHeaderAffinityKey=to.user");
        Set<String> used = new HashSet<>();
        for (int user = 0; user < 4; user++) {
            String to = "To: <sip:user" + user + "@example.com>";
            String node = begin("first-" + user, to);
            used.add(node);
            this.algorithm.completed(response(200, "BYE", "first-" + user));
            assertThat(begin("second-" + user, to)).isEqualTo(node);
            assertThat(name(this.algorithm.selectHttp("user" + user, null, this.nodes.now(), each -> true))).isEqualTo(node);
        }
        assertThat(used).hasSize(4);
        assertThat(this.algorithm.selectHttp(null, "session", this.nodes.now(), each -> true)).isNull();
    }

    @Test
    void aUserIsForgottenAfterAWhileAndLeavesADrainingNodeAtOnce() {
        algorithm("algorithmClass=UserAffinity", "userAffinityMaxTimeInCache=60");
        String from = "From: <sip:alice@example.com>;tag=1";
        assertThat(begin("a", from)).isEqualTo("n1");
        this.nodes.drain(1);
        assertThat(begin("b", from)).isEqualTo("n2");
        // The call that the draining node has stays there, whatever becomes of its user.
        assertThat(name(this.algorithm.select(request("CANCEL", "a", false, from), this.nodes.now(), null))).isEqualTo("n1");
        assertThat(begin("c", from)).isEqualTo("n2");
        this.nodes.pass(Duration.ofSeconds(61));
        this.algorithm.expire();
        assertThat(begin("d", from)).isEqualTo("n3");
    }

    @Test
    void aUserOfADeadNodeStaysTogetherAndANewerVersionTakesUsersOver() {
        algorithm("algorithmClass=UserAffinity");
        String from = "From: <sip:alice@example.com>;tag=1";
        assertThat(begin("a", from)).isEqualTo("n1");
        this.nodes.down(1);
        String heir = name(this.algorithm.select(request("BYE", "a", true, from), this.nodes.now(), this.nodes.get(1)));
        assertThat(begin("b", from)).isEqualTo(heir);
        this.nodes.up(9, "1");
        assertThat(begin("c", from)).isEqualTo("n9");
        this.nodes.get(9).health().eject(Ejection.ERRORS);
        String old = begin("d", from);
        assertThat(old).isNotEqualTo("n9");
        assertThat(begin("e", from)).isEqualTo(old);
    }

    @Test
    void oneNodeHasEverythingUntilItIsGoneAndDoesNotTakeItBack() {
        algorithm("algorithmClass=ActiveStandby");
        assertThat(begin("a")).isEqualTo("n1");
        assertThat(begin("b")).isEqualTo("n1");
        assertThat(name(this.algorithm.selectHttp(null, null, this.nodes.now(), each -> true))).isEqualTo("n1");
        this.nodes.down(1);
        assertThat(go("a", 1)).isEqualTo("n2");
        this.nodes.up(1);
        assertThat(begin("c")).isEqualTo("n2");
        this.nodes.drain(2);
        assertThat(begin("d")).isEqualTo("n1");
        // A call of the draining node stays there.
        assertThat(name(this.algorithm.select(request("INFO", "c", true), this.nodes.now(), null))).isEqualTo("n2");
        this.nodes.get(1).health().eject(Ejection.ERRORS);
        assertThat(begin("e")).isEqualTo("n3");
    }

    @Test
    void withoutANodeNoThreadIsHeldUpAndTheNextNodeIsTaken() {
        algorithm("algorithmClass=ActiveStandby");
        this.nodes.down(1).down(2).down(3).down(4);
        for (int i = 0; i < 1000; i++) {
            assertThat(begin("call-" + i)).isNull();
        }
        this.nodes.up(3);
        assertThat(begin("call")).isEqualTo("n3");
    }

    @Test
    void whenANodeTellsThatItHasTakenOverADeadOneAllCallsOfThatGoThere() {
        algorithm("algorithmClass=CallIdAffinity");
        assertThat(begin("a")).isEqualTo("n1");
        this.algorithm.switched("route1", "route3", this.nodes.now());
        assertThat(begin("a")).as("what is being set up on a node that lives").isEqualTo("n1");
        this.nodes.down(1);
        this.algorithm.switched("route1", "route3", this.nodes.now());
        this.algorithm.switched("route2", "nobody", this.nodes.now());
        assertThat(go("a", 1)).isEqualTo("n3");
        for (int i = 0; i < 20; i++) {
            assertThat(go("unknown-" + i, 1)).isEqualTo("n3");
        }
    }

    @Test
    void aSwitchoverMovesTheDialogsOfALivingNodeAtOnceAndNoOthers() {
        algorithm("algorithmClass=CallIdAffinity");
        for (String call : new String[]{"a", "b", "c", "d", "e"}) {
            begin(call);
        }
        for (String call : new String[]{"a", "b", "c", "d"}) {
            this.algorithm.completed(response(200, "INVITE", call));
        }
        this.algorithm.switched("route1", "route3", this.nodes.now());
        assertThat(follow("a", 1)).as("a dialog of the node that was left").isEqualTo("n3");
        assertThat(follow("b", 2)).as("a dialog of another node").isEqualTo("n2");
        assertThat(this.algorithm.select(request("CANCEL", "e", false), this.nodes.now(), null).name()).as("an INVITE that runs there")
                .isEqualTo("n1");
        int last = 0;
        while (!begin("new-" + last).equals("n1")) {
            last++;
        }
        this.algorithm.completed(response(200, "INVITE", "new-" + last));
        assertThat(follow("new-" + last, 1)).as("a dialog that has begun there since").isEqualTo("n1");
    }

    private String follow(String call, int named) {
        return this.algorithm.follow(request("INFO", call, true), this.nodes.now(), this.nodes.get(named)).name();
    }

    @Test
    void aSwitchoverMovesTheUsersOfALivingNodeAtOnce() {
        algorithm("algorithmClass=UserAffinity");
        assertThat(begin("a")).isEqualTo("n1");
        this.algorithm.switched("route1", "route3", this.nodes.now());
        assertThat(begin("another call of the same user")).isEqualTo("n3");
    }

    @Test
    void aSwitchoverFromTheActiveNodeMakesTheOtherTheActiveOne() {
        algorithm("algorithmClass=ActiveStandby");
        assertThat(begin("a")).isEqualTo("n1");
        this.algorithm.switched("route1", "route3", this.nodes.now());
        assertThat(begin("b")).isEqualTo("n3");
        this.algorithm.switched("route2", "route4", this.nodes.now());
        assertThat(begin("c")).isEqualTo("n3");
    }

    @Test
    void aSwitchoverThatIsToldBeforeTheDeathIsSeenCountsWhenItIs() {
        algorithm("algorithmClass=CallIdAffinity");
        assertThat(begin("a")).isEqualTo("n1");
        this.algorithm.switched("route1", "route3", this.nodes.now());
        assertThat(begin("a")).isEqualTo("n1");
        this.nodes.down(1);
        for (int i = 0; i < 20; i++) {
            assertThat(go("unknown-" + i, 1)).isEqualTo("n3");
        }
        assertThat(go("a", 1)).isEqualTo("n3");
    }

    @Test
    void whenASwitchoverIsToldHashedCallsFollowItToo() {
        algorithm("algorithmClass=HeaderConsistentHash");
        this.nodes.down(1);
        this.algorithm.switched("route1", "route2", this.nodes.now());
        for (int i = 0; i < 20; i++) {
            assertThat(go("call-" + i, 1)).isEqualTo("n2");
        }
        this.nodes.down(2);
        assertThat(go("call", 1)).isIn("n3", "n4");
    }

    @Test
    void aSilentNodeLosesItsCallsAndAFailingOneOnlyNewOnes() {
        algorithm("algorithmClass=CallIdAffinity");
        assertThat(begin("a")).isEqualTo("n1");
        assertThat(begin("b")).isEqualTo("n2");
        this.nodes.get(1).health().eject(Ejection.SILENCE);
        this.nodes.get(2).health().eject(Ejection.ERRORS);
        assertThat(name(this.algorithm.select(request("BYE", "a", true), this.nodes.now(), null))).isIn("n3", "n4");
        assertThat(name(this.algorithm.select(request("BYE", "b", true), this.nodes.now(), null))).isEqualTo("n2");
        for (int i = 0; i < 20; i++) {
            assertThat(begin("new-" + i)).isIn("n3", "n4");
        }
    }
}
