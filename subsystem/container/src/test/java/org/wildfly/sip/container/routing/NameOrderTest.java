/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.ar.SipApplicationRoutingDirective;
import javax.servlet.sip.ar.SipRouteModifier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.container.metadata.StubRequest;

class NameOrderTest {
    private final ApplicationRouter router = new DefaultApplicationRouter(null);

    @BeforeEach
    void deploy() {
        this.router.init();
        this.router.applicationDeployed(List.of("c", "a"));
        this.router.applicationDeployed(List.of("b"));
    }

    @Test
    void aRequestFromTheNetworkVisitsEveryApplicationOnceAndLeaves() {
        Route route = Route.of(this.router, "INVITE");
        assertThat(route.arrives()).isEqualTo("a");
        assertThat(route.goesOn()).isEqualTo("b");
        assertThat(route.goesOn()).isEqualTo("c");
        assertThat(route.goesOn()).isNull();
        assertThat(route.info().getRouteModifier()).isEqualTo(SipRouteModifier.NO_ROUTE);
        assertThat(route.info().getRoutes()).isNull();
    }

    @Test
    void aRequestThatAnApplicationMakesLeaves() {
        assertThat(Route.of(this.router, "INVITE").isMadeBy("a")).isNull();
    }

    @Test
    void aRequestThatTurnsGoesOnAndNeverInCircles() {
        Route route = Route.of(this.router, "INVITE");
        route.arrives();
        assertThat(route.turns()).isEqualTo("b");
        assertThat(route.turns()).isEqualTo("c");
        assertThat(route.turns()).isNull();
    }

    @Test
    void aRequestWhoseStateWasLostGoesOnBehindItsSender() {
        RoutingRequest request = new RoutingRequest(StubRequest.request("INVITE").build(), null, SipApplicationRoutingDirective.CONTINUE,
                null, null, "b");
        assertThat(this.router.getNextApplication(request).getNextApplicationName()).isEqualTo("c");
    }

    @Test
    void applicationsThatComeAndGoDoNotDisturbARequestOnItsWay() {
        Route route = Route.of(this.router, "INVITE");
        route.arrives();
        this.router.applicationUndeployed(List.of("a", "b"));
        this.router.applicationDeployed(List.of("aa"));
        assertThat(route.goesOn()).isEqualTo("aa");
        assertThat(route.goesOn()).isEqualTo("c");
    }

    @Test
    void aTargetedRequestGoesToItsApplicationIfThatIsDeployed() {
        assertThat(Route.of(this.router, "INVITE").arrivesFor("b")).isEqualTo("b");
        assertThat(Route.of(this.router, "INVITE").arrivesFor("x")).isEqualTo("a");
    }

    @Test
    void withoutApplicationsARequestLeaves() {
        this.router.applicationUndeployed(List.of("a", "b", "c"));
        assertThat(Route.of(this.router, "INVITE").arrives()).isNull();
    }

    @Test
    void theStandardsMethodSeesTheMakerInTheRequestsApplicationSession() {
        SipServletRequest made = StubRequest.request("INVITE").madeBy("a").build();
        assertThat(this.router.getNextApplication(made, null, SipApplicationRoutingDirective.NEW, null, null).getNextApplicationName())
                .isNull();
        SipServletRequest arrived = StubRequest.request("INVITE").build();
        assertThat(this.router.getNextApplication(arrived, null, SipApplicationRoutingDirective.NEW, null, null).getNextApplicationName())
                .isEqualTo("a");
    }
}
