/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.node.HintCheck;
import org.wildfly.sip.balancer.node.NodeRegistry;
import org.wildfly.sip.heartbeat.NodeDescription;
import org.wildfly.sip.heartbeat.NodeState;
import org.wildfly.sip.heartbeat.Transport;

/**
 * What becomes of a node of which several sources tell.
 */
class MembershipTestCase {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final InetSocketAddress ADDRESS = new InetSocketAddress("127.0.0.1", 5080);
    private static final InetSocketAddress OTHER = new InetSocketAddress("127.0.0.1", 5081);

    private Duration timeout = TIMEOUT;
    private long now;
    private long messages;
    private final NodeRegistry registry = new NodeRegistry(HintCheck.of(null), Duration.ofMinutes(1), () -> this.now);
    private final Membership membership = new Membership(this.registry, () -> this.timeout, () -> this.now, name -> this.messages);

    private static NodeDescription node(String name, InetSocketAddress address) {
        return NodeDescription.of(name, "0", Map.of(Transport.UDP, address));
    }

    private void pass(Duration time) {
        this.now += time.toNanos();
        this.membership.sweep();
    }

    @Test
    void anAnnouncementExpiresAfterTheNodeTimeoutAndANodeThatComesBackIsBack() {
        this.membership.announce(Source.RMI, node("a", ADDRESS), NodeState.UP);
        pass(TIMEOUT);
        assertThat(this.registry.state("a")).isEqualTo(NodeState.UP);
        pass(Duration.ofMillis(1));
        assertThat(this.registry.state("a")).isEqualTo(NodeState.DOWN);
        this.membership.announce(Source.RMI, node("a", ADDRESS), NodeState.UP);
        assertThat(this.registry.state("a")).isEqualTo(NodeState.UP);
        pass(TIMEOUT.plusMillis(1));
        assertThat(this.registry.state("a")).isEqualTo(NodeState.DOWN);
    }

    @Test
    void aNodeThatAnnouncesNothingMoreButSendsMessagesLivesUntilItSendsNone() {
        this.membership.announce(Source.RMI, node("a", ADDRESS), NodeState.UP);
        for (int i = 0; i < 20; i++) {
            pass(Duration.ofSeconds(2));
            this.messages++;
            assertThat(this.registry.state("a")).isEqualTo(NodeState.UP);
        }
        pass(TIMEOUT.plusMillis(1));
        pass(TIMEOUT.plusMillis(1));
        assertThat(this.registry.state("a")).isEqualTo(NodeState.DOWN);
    }

    @Test
    void aNodeThatIsAliveStaysSoWhenTheConfigurationNamesItToo() {
        this.membership.probe(true, false);
        this.membership.announce(Source.HTTP, node("127.0.0.1:5080", ADDRESS), NodeState.UP);
        this.membership.fix(node("fixed", ADDRESS));
        assertThat(this.registry.snapshot().upCount()).isEqualTo(1);
        this.membership.fix(node("other", OTHER));
        assertThat(this.registry.state("other")).isEqualTo(NodeState.DOWN);
        this.membership.answers("other");
        assertThat(this.registry.snapshot().upCount()).isEqualTo(2);
    }

    @Test
    void aKeptConnectionDoesNotExpire() {
        this.membership.announce(Source.NATIVE, node("a", ADDRESS), NodeState.UP);
        pass(Duration.ofDays(1));
        assertThat(this.registry.state("a")).isEqualTo(NodeState.UP);
    }

    @Test
    void twoProtocolsOfOneAddressAreOneNodeWithAllThatBothKnow() {
        this.membership.announce(Source.RMI, new NodeDescription("127.0.0.1:5080", "7",
                Map.of(Transport.UDP, ADDRESS, Transport.TCP, ADDRESS), "jvm1", OptionalInt.of(8080), OptionalInt.of(8443)), NodeState.UP);
        this.membership.announce(Source.NATIVE, node("a", ADDRESS), NodeState.UP);
        assertThat(this.registry.state("127.0.0.1:5080")).isEqualTo(NodeState.DOWN);
        assertThat(this.registry.snapshot().upCount()).isEqualTo(1);
        assertThat(this.registry.snapshot().up(0).description()).isEqualTo(new NodeDescription("a", "0",
                Map.of(Transport.UDP, ADDRESS, Transport.TCP, ADDRESS), "jvm1", OptionalInt.of(8080), OptionalInt.of(8443)));
    }

    @Test
    void aNodeLivesUntilItsLastProtocolIsSilent() {
        this.membership.announce(Source.RMI, node("a", ADDRESS), NodeState.UP);
        this.membership.announce(Source.SIP, node("a", ADDRESS), NodeState.UP);
        pass(Duration.ofSeconds(3));
        this.membership.announce(Source.SIP, node("a", ADDRESS), NodeState.UP);
        pass(Duration.ofSeconds(3));
        assertThat(this.registry.state("a")).isEqualTo(NodeState.UP);
        pass(Duration.ofSeconds(3));
        assertThat(this.registry.state("a")).isEqualTo(NodeState.DOWN);
    }

    @Test
    void aClosedConnectionIsBelievedOverOtherAnnouncementsUntilTheyComeAgain() {
        this.membership.announce(Source.RMI, node("127.0.0.1:5080", ADDRESS), NodeState.UP);
        this.membership.announce(Source.NATIVE, node("a", ADDRESS), NodeState.UP);
        this.membership.down(Source.NATIVE, "a", "its connection closed");
        assertThat(this.registry.snapshot().upCount()).isZero();
        this.membership.announce(Source.RMI, node("127.0.0.1:5080", ADDRESS), NodeState.UP);
        assertThat(this.registry.state("127.0.0.1:5080")).isEqualTo(NodeState.UP);
    }

    @Test
    void aNodeThatDrainsInOneProtocolDrains() {
        this.membership.announce(Source.NATIVE, node("a", ADDRESS), NodeState.UP);
        this.membership.announce(Source.RMI, node("b", ADDRESS), NodeState.UP);
        this.membership.state(Source.NATIVE, "a", NodeState.DRAINING);
        this.membership.announce(Source.RMI, node("b", ADDRESS), NodeState.UP);
        assertThat(this.registry.state("a")).isEqualTo(NodeState.DRAINING);
        this.membership.state(Source.NATIVE, "a", NodeState.UP);
        assertThat(this.registry.state("a")).isEqualTo(NodeState.UP);
    }

    @Test
    void anAddressThatMovesMovesTheNode() {
        this.membership.announce(Source.RMI, node("a", ADDRESS), NodeState.UP);
        this.membership.announce(Source.RMI, node("a", OTHER), NodeState.UP);
        assertThat(this.registry.snapshot().up(0).address(Transport.UDP)).isEqualTo(OTHER);
    }

    @Test
    void aFixedNodeStaysAndOneThatHasAnnouncedItselfIsBelieved() {
        this.membership.announce(Source.FIXED, node("127.0.0.1:5080", ADDRESS), NodeState.UP);
        pass(Duration.ofDays(1));
        assertThat(this.registry.state("127.0.0.1:5080")).isEqualTo(NodeState.UP);
        this.membership.announce(Source.SIP, node("127.0.0.1:5080", ADDRESS), NodeState.UP);
        pass(TIMEOUT.plusMillis(1));
        assertThat(this.registry.state("127.0.0.1:5080")).isEqualTo(NodeState.DOWN);
        this.membership.announce(Source.SIP, node("127.0.0.1:5080", ADDRESS), NodeState.UP);
        assertThat(this.registry.state("127.0.0.1:5080")).isEqualTo(NodeState.UP);
    }

    @Test
    void aNodeThatDoesNotAnswerProbesIsDownUntilItDoesWhateverItAnnounces() {
        this.membership.probe(false, true);
        this.membership.announce(Source.HTTP, node("a", ADDRESS), NodeState.UP);
        this.membership.silent("a", "no answer");
        this.membership.announce(Source.HTTP, node("a", ADDRESS), NodeState.UP);
        assertThat(this.registry.state("a")).isEqualTo(NodeState.DOWN);
        this.membership.answers("a");
        assertThat(this.registry.state("a")).isEqualTo(NodeState.UP);
    }

    @Test
    void anExpectedNodeIsDownUntilItAnswersAndAgainWhenItsAnnouncementsStop() {
        this.membership.probe(true, false);
        this.membership.fix(node("127.0.0.1:5080", ADDRESS));
        assertThat(this.registry.state("127.0.0.1:5080")).isEqualTo(NodeState.DOWN);
        this.membership.answers("127.0.0.1:5080");
        assertThat(this.registry.state("127.0.0.1:5080")).isEqualTo(NodeState.UP);
        this.membership.announce(Source.NATIVE, node("a", ADDRESS), NodeState.UP);
        assertThat(this.membership.probed()).containsExactly(node("a", ADDRESS));
        this.membership.down(Source.NATIVE, "a", "its connection closed");
        assertThat(this.registry.snapshot().upCount()).isZero();
        this.membership.answers("127.0.0.1:5080");
        assertThat(this.registry.state("127.0.0.1:5080")).isEqualTo(NodeState.UP);
    }

    @Test
    void anotherNodeTimeoutCountsForWhatHasBeenAnnouncedAlready() {
        this.membership.announce(Source.RMI, node("a", ADDRESS), NodeState.UP);
        this.timeout = TIMEOUT.multipliedBy(2);
        pass(TIMEOUT.plusMillis(1));
        assertThat(this.registry.state("a")).isEqualTo(NodeState.UP);
        this.timeout = TIMEOUT;
        pass(Duration.ofMillis(1));
        assertThat(this.registry.state("a")).isEqualTo(NodeState.DOWN);
    }

    @Test
    void nodesThatAreNoLongerProbedAreTakenForWhatIsSaidOfThem() {
        this.membership.probe(true, true);
        this.membership.fix(node("fixed", ADDRESS));
        this.membership.announce(Source.RMI, node("a", OTHER), NodeState.UP);
        this.membership.silent("a", "no answer");
        assertThat(this.registry.snapshot().upCount()).isZero();
        this.membership.probe(true, false);
        assertThat(this.registry.state("a")).isEqualTo(NodeState.UP);
        this.membership.silent("a", "an answer that was late");
        assertThat(this.registry.state("a")).isEqualTo(NodeState.UP);
        this.membership.probe(false, false);
        assertThat(this.registry.state("fixed")).isEqualTo(NodeState.UP);
        assertThat(this.membership.probed()).isEmpty();
    }

    @Test
    void nodesThatAreProbedFromNowOnStayUpUntilTheyAreFoundSilent() {
        this.membership.fix(node("fixed", ADDRESS));
        assertThat(this.registry.state("fixed")).isEqualTo(NodeState.UP);
        this.membership.probe(true, false);
        assertThat(this.membership.probed()).containsExactly(node("fixed", ADDRESS));
        assertThat(this.registry.state("fixed")).isEqualTo(NodeState.UP);
        this.membership.silent("fixed", "no answer");
        assertThat(this.registry.state("fixed")).isEqualTo(NodeState.DOWN);
    }

    @Test
    void thereAreNotMoreNodesThanTheLimit() {
        for (int i = 0; i < 1024; i++) {
            assertThat(this.membership.announce(Source.SIP, node("n" + i, new InetSocketAddress("127.0.0.1", 10_000 + i)), NodeState.UP))
                    .isTrue();
        }
        assertThat(this.membership.announce(Source.SIP, node("more", ADDRESS), NodeState.UP)).isFalse();
        assertThat(this.registry.state("more")).isNull();
        this.membership.leave(Source.SIP, "n1");
        assertThat(this.membership.announce(Source.SIP, node("more", ADDRESS), NodeState.UP)).isTrue();
    }
}
