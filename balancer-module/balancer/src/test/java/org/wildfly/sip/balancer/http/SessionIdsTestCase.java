/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.node.Nodes;

/**
 * Session ids of requests.
 */
class SessionIdsTestCase {

    @Test
    void allPlacesAreLookedAtAndCookiesComeFirst() {
        assertThat(SessionIds.find(List.of("x=1; JSESSIONID=a.n1", "jSessionId=\"b.n2\""), "/p;jsessionid=c.n3/q;v=1", "y&JSESSIONID=d.n4"))
                .containsExactly("a.n1", "b.n2", "c.n3", "d.n4");
    }

    @Test
    void whatOnlyLooksLikeASessionIdIsNone() {
        assertThat(
                SessionIds.find(List.of("MYJSESSIONID=a", "JSESSIONIDX=a", "JSESSIONID", "JSESSIONID=", "JSESSIONID=" + "x".repeat(2000)),
                        "/jsessionid", "xjsessionid=a"))
                .isEmpty();
        assertThat(SessionIds.find(List.of(), "", "")).isEmpty();
    }

    @Test
    void noMoreThanAFewOfARequestCount() {
        assertThat(SessionIds.find(List.of("JSESSIONID=a;".repeat(1000)), "/", "")).hasSizeLessThanOrEqualTo(8);
        assertThat(SessionIds.routes(".".repeat(1000))).hasSizeLessThanOrEqualTo(9);
    }

    @Test
    void theRouteFollowsTheFirstDotOrTheLastOrIsBetween() {
        assertThat(SessionIds.routes("abc")).isEmpty();
        assertThat(SessionIds.routes("abc.n1")).containsExactly("n1");
        assertThat(SessionIds.routes("abc.n1.n2")).containsExactly("n1.n2", "n1", "n2");
        assertThat(SessionIds.session("abc.n1.n2")).isEqualTo("abc");
    }

    @Test
    void switchesAreBounded() {
        RouteSwitches switches = new RouteSwitches(() -> Nodes.NONE);
        for (int i = 0; i < 3000; i++) {
            switches.switched("from" + i, "to" + i);
        }
        switches.switched("x".repeat(300), "to");
        switches.switched("same", "same");
        assertThat(switches.of("from2999").to()).isEqualTo("to2999");
        assertThat(switches.of("from0")).isNull();
        assertThat(switches.of("x".repeat(300))).isNull();
        assertThat(switches.of("same")).isNull();
    }

    @Test
    void sessionsThatBeginOnANodeThatWasLeftAreBounded() {
        RouteSwitches switches = new RouteSwitches(() -> Nodes.NONE);
        for (int i = 0; i < 70_000; i++) {
            switches.begun("session" + i);
        }
        assertThat(switches.isLater("session69999")).isTrue();
        assertThat(switches.isLater("session0")).isFalse();
    }
}
