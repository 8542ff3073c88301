/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.heartbeat.Transport;

/**
 * The choice among the places of a host, without state as far as possible (RFC 3263 sections 4.3 and 4.4).
 */
class PlaceChoiceTestCase {
    private static final TargetQuery QUERY = new TargetQuery("example.test", -1, true, List.of(Transport.UDP));

    private long now;
    private final PlaceChoice choice = new PlaceChoice(() -> this.now);

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress("127.0.0.1", port);
    }

    private static Target target(int priority, int weight, int... ports) {
        return new Target(Transport.UDP, priority, weight, IntStream.of(ports).mapToObj(PlaceChoiceTestCase::address).toList());
    }

    private Place request(Targets targets, long call) {
        return this.choice.choose(QUERY, targets, call, place -> true, false, false);
    }

    private Place cancel(Targets targets, long call) {
        return this.choice.choose(QUERY, targets, call, place -> true, true, false);
    }

    private void pass(long seconds) {
        this.now += TimeUnit.SECONDS.toNanos(seconds);
        this.choice.expire();
    }

    private static Place place(int port) {
        return new Place(Transport.UDP, address(port));
    }

    @Test
    void allPlacesComeInTheOrderOfPriorityAndByWeight() {
        Targets targets = new Targets(List.of(target(2, 0, 5), target(1, 90, 1), target(1, 10, 2), target(1, 0, 3, 4)));
        Map<Integer, Integer> firsts = new HashMap<>();
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            List<Place> order = targets.order(random.nextLong(), place -> true);
            assertThat(order).doesNotHaveDuplicates().hasSize(5);
            assertThat(order.get(4)).isEqualTo(place(5));
            firsts.merge(order.get(0).address().getPort(), 1, Integer::sum);
        }
        assertThat(firsts.get(1)).isBetween(8_800, 9_200);
        assertThat(firsts.get(2)).isBetween(850, 1_150);
    }

    @Test
    void aPlaceThatFailedIsPassedOverForAWhile() {
        Targets targets = new Targets(List.of(target(1, 0, 1), target(2, 0, 2)));
        assertThat(request(targets, 7)).isEqualTo(place(1));
        this.choice.failed(place(1));
        assertThat(request(targets, 8)).isEqualTo(place(2));
        pass(31);
        assertThat(request(targets, 9)).isEqualTo(place(1));
        // What went elsewhere stays there: its transaction may not be over.
        assertThat(request(targets, 8)).isEqualTo(place(2));
        assertThat(cancel(targets, 8)).isEqualTo(place(2));
        pass(201);
        assertThat(request(targets, 8)).isEqualTo(place(1));
    }

    @Test
    void aPlaceThatFailsAgainAndAgainIsLeftAloneLongerAndLonger() {
        int[] seconds = {30, 60, 120, 240, 480, 480};
        for (int pause : seconds) {
            // Many messages that have waited for the same connection fail at once.
            for (int i = 0; i < 5; i++) {
                this.choice.failed(place(1));
            }
            pass(pause - 1);
            assertThat(this.choice.hasFailed(place(1))).isTrue();
            pass(2);
            assertThat(this.choice.hasFailed(place(1))).isFalse();
        }
        pass(3601);
        this.choice.failed(place(1));
        pass(31);
        assertThat(this.choice.hasFailed(place(1))).isFalse();
    }

    @Test
    void ackAndCancelGoWhereTheirInviteWentAlthoughThatPlaceHasFailedSince() {
        Targets targets = new Targets(List.of(target(1, 0, 1), target(2, 0, 2)));
        request(targets, 7);
        this.choice.failed(place(1));
        assertThat(cancel(targets, 7)).isEqualTo(place(1));
    }

    @Test
    void ifAllHaveFailedTheFirstIsTriedAgainButNotTwiceWithTheSameRequest() {
        Targets targets = new Targets(List.of(target(1, 0, 1), target(2, 0, 2)));
        this.choice.failed(place(1));
        this.choice.failed(place(2));
        assertThat(request(targets, 7)).isEqualTo(place(1));
        assertThat(this.choice.choose(QUERY, targets, 7, place -> true, false, true)).isNull();
        assertThat(this.choice.choose(QUERY, targets, 7, place -> false, false, false)).isNull();
    }

    @Test
    void whatIsRememberedIsBounded() {
        Targets targets = new Targets(List.of(target(1, 0, 1), target(2, 0, 2)));
        this.choice.failed(place(1));
        for (int i = 0; i < 20_000; i++) {
            assertThat(request(targets, i)).isEqualTo(place(2));
        }
        for (int port = 3; port < 3000; port++) {
            this.choice.failed(place(port));
        }
        assertThat(IntStream.range(3, 3000).filter(port -> this.choice.hasFailed(place(port))).count()).isBetween(1000L, 1023L);
        pass(31);
        assertThat(this.choice.hasFailed(place(3))).isFalse();
    }
}
