/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.wildfly.sip.container.metadata.StubRequest.address;
import static org.wildfly.sip.container.metadata.StubRequest.request;
import static org.wildfly.sip.container.metadata.StubRequest.sip;

import java.time.Duration;
import java.util.List;
import java.util.Properties;

import javax.servlet.sip.ar.SipApplicationRoutingDirective;
import javax.servlet.sip.ar.SipApplicationRoutingRegion;
import javax.servlet.sip.ar.SipRouteModifier;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.container.metadata.StubRequest;

class DarRulesTest {
    private static final String CALLS = "(\"waiting\", \"DAR:From\", \"ORIGINATING\", \"\", \"NO_ROUTE\", \"0\"),"
            + "(\"screening\", \"DAR:From\", \"ORIGINATING\", \"\", \"NO_ROUTE\", \"1\"),"
            + "(\"forwarding\", \"DAR:To\", \"TERMINATING\", \"\", \"NO_ROUTE\", \"2\")";

    @Test
    void aRequestVisitsTheApplicationsOfItsMethodAndLeaves() {
        Route route = new Route(router("INVITE", CALLS),
                request("INVITE").from(address("A", sip("a", "example.com"))).to(address("B", sip("b", "example.org"))));
        assertThat(route.arrives()).isEqualTo("waiting");
        assertThat(route.info().getRoutingRegion()).isEqualTo(SipApplicationRoutingRegion.ORIGINATING_REGION);
        assertThat(route.info().getSubscriberURI()).isEqualTo("sip:a@example.com");
        assertThat(route.goesOn()).isEqualTo("screening");
        assertThat(route.goesOn()).isEqualTo("forwarding");
        assertThat(route.info().getRoutingRegion()).isEqualTo(SipApplicationRoutingRegion.TERMINATING_REGION);
        assertThat(route.info().getSubscriberURI()).isEqualTo("sip:b@example.org");
        assertThat(route.goesOn()).isNull();
        assertThat(Route.of(router("INVITE", CALLS), "MESSAGE").arrives()).isNull();
    }

    @Test
    void placesGoOverTheOrderOfTheFile() {
        ApplicationRouter router = router("INVITE", entry("waiting", "1", "") + entry("screening", "0", "") + entry("forwarding", "1", ""));
        Route route = Route.of(router, "INVITE");
        assertThat(List.of(route.arrives(), route.goesOn(), route.goesOn())).containsExactly("screening", "waiting", "forwarding");
    }

    @Test
    void anApplicationThatIsNotDeployedIsPassedOver() {
        ApplicationRouter router = router("INVITE", CALLS);
        router.applicationUndeployed(List.of("waiting"));
        Route route = Route.of(router, "INVITE");
        assertThat(route.arrives()).isEqualTo("screening");
        router.applicationUndeployed(List.of("forwarding"));
        assertThat(route.goesOn()).isNull();
    }

    @Test
    void aRequestThatTurnsVisitsTheOppositeRegionOnly() {
        Route route = Route.of(router("INVITE", CALLS), "INVITE");
        route.arrives();
        assertThat(route.turns()).isEqualTo("forwarding");
        assertThat(route.turns()).isEqualTo("waiting");
        assertThat(route.goesOn()).isEqualTo("screening");
        assertThat(route.goesOn()).isNull();
    }

    @Test
    void theRouteAndItsModifierAreReturned() {
        Route route = Route.of(router("INVITE", "(\"waiting\",\"alice\",\"NEUTRAL\",\"sip:127.0.0.1:5070;lr\",\"ROUTE_BACK\",\"0\"),"
                + "(\"\",\"\",\"NEUTRAL\",\"sip:127.0.0.2\",\"ROUTE\",\"1\")"), "INVITE");
        assertThat(route.arrives()).isEqualTo("waiting");
        assertThat(route.info().getRoutes()).containsExactly("sip:127.0.0.1:5070;lr");
        assertThat(route.info().getRouteModifier()).isEqualTo(SipRouteModifier.ROUTE_BACK);
        assertThat(route.info().getSubscriberURI()).isEqualTo("alice");
        assertThat(route.goesOn()).isNull();
        assertThat(route.info().getRoutes()).containsExactly("sip:127.0.0.2");
        assertThat(route.info().getRouteModifier()).isEqualTo(SipRouteModifier.ROUTE);
    }

    @Test
    void anyHeaderMayNameTheSubscriber() {
        ApplicationRouter router = router("INVITE", "(\"waiting\",\"DAR:P-Asserted-Identity\",\"NEUTRAL\",\"\",\"NO_ROUTE\",\"0\"),"
                + "(\"screening\",\"DAR:Subject\",\"NEUTRAL\",\"\",\"NO_ROUTE\",\"1\")");
        Route route = new Route(router,
                request("INVITE").header("P-Asserted-Identity", address(null, sip("x", "y"))).header("Subject", "hello"));
        route.arrives();
        assertThat(route.info().getSubscriberURI()).isEqualTo("sip:x@y");
        route.goesOn();
        assertThat(route.info().getSubscriberURI()).isEqualTo("hello");
        Route without = Route.of(router, "INVITE");
        without.arrives();
        assertThat(without.info().getSubscriberURI()).isNull();
    }

    @Test
    void allGoesOnWhereTheMethodsOwnChainEnds() {
        Properties properties = new Properties();
        properties.put("INVITE", entry("waiting", "0", ""));
        properties.put("ALL", entry("waiting", "0", "") + entry("forwarding", "1", ""));
        ApplicationRouter router = router(properties);
        Route invite = Route.of(router, "INVITE");
        assertThat(invite.arrives()).isEqualTo("waiting");
        assertThat(invite.goesOn()).isEqualTo("forwarding");
        assertThat(invite.goesOn()).isNull();
        Route message = Route.of(router, "MESSAGE");
        assertThat(message.arrives()).isEqualTo("waiting");
        assertThat(message.goesOn()).isEqualTo("forwarding");
    }

    @Test
    void anApplicationDoesNotGetTheRequestsThatItMakesUnlessItAsksForThem() {
        assertThat(Route.of(router("INVITE", CALLS), "INVITE").isMadeBy("waiting")).isEqualTo("screening");
        assertThat(Route.of(router("INVITE", entry("waiting", "0", ", \"DIRECTION=UAC_ROUTE_BACK\"")), "INVITE").isMadeBy("waiting"))
                .isEqualTo("waiting");
    }

    @Test
    void theDirectionSaysWhoseRequestsAnApplicationGetsAllTheWay() {
        ApplicationRouter router = router("INVITE", entry("waiting", "0", ", \"DIRECTION=OUTBOUND\"") + entry("screening", "1", "")
                + entry("forwarding", "2", ", \"DIRECTION=INBOUND\""));
        Route arriving = Route.of(router, "INVITE");
        assertThat(arriving.arrives()).isEqualTo("screening");
        assertThat(arriving.goesOn()).isEqualTo("forwarding");
        Route made = Route.of(router, "INVITE");
        assertThat(made.isMadeBy("other, with a comma")).isEqualTo("waiting");
        assertThat(made.goesOn()).isEqualTo("screening");
        assertThat(made.goesOn()).isNull();
    }

    @Test
    void aRegularExpressionChoosesRequestsByAHeader() {
        ApplicationRouter router = router("INVITE",
                entry("waiting", "0", ", \"REGEX=From:.*sip:.*@sip-servlets\\.com\"") + entry("screening", "1", ""));
        StubRequest matching = request("INVITE").header("From", "\"A\" <sip:a@sip-servlets.com>;tag=1");
        assertThat(new Route(router, matching).arrives()).isEqualTo("waiting");
        assertThat(new Route(router, request("INVITE").header("From", "<sip:a@example.com>")).arrives()).isEqualTo("screening");
        assertThat(Route.of(router, "INVITE").arrives()).isEqualTo("screening");
    }

    @Test
    void aHostileHeaderDoesNotOccupyTheRouter() {
        ApplicationRouter router = router("INVITE", entry("waiting", "0", ", \"REGEX=From:(a+)+b\""));
        Route route = new Route(router, request("INVITE").header("From", "a".repeat(1000)));
        assertThat(assertTimeout(Duration.ofSeconds(5), route::arrives)).isNull();
    }

    @Test
    void aTargetedRequestGoesToItsApplication() {
        Route known = Route.of(router("INVITE", CALLS), "INVITE");
        assertThat(known.arrivesFor("screening")).isEqualTo("screening");
        assertThat(known.info().getRoutingRegion()).isEqualTo(SipApplicationRoutingRegion.ORIGINATING_REGION);
        assertThat(known.goesOn()).isEqualTo("forwarding");
        ApplicationRouter router = router("INVITE", CALLS);
        router.applicationDeployed(List.of("other"));
        Route other = Route.of(router, "INVITE");
        assertThat(other.arrivesFor("other")).isEqualTo("other");
        assertThat(other.goesOn()).isNull();
    }

    @Test
    void aRequestWhoseStateWasLostGoesOnBehindItsSender() {
        for (String state : new String[]{null, "", "x,,", "2"}) {
            RoutingRequest request = new RoutingRequest(request("INVITE").build(), null, SipApplicationRoutingDirective.CONTINUE, null,
                    state, "waiting");
            assertThat(router("INVITE", CALLS).getNextApplication(request).getNextApplicationName()).as(state).isEqualTo("screening");
        }
    }

    private static String entry(String application, String place, String options) {
        return "(\"" + application + "\", \"DAR:From\", \"ORIGINATING\", \"\", \"NO_ROUTE\", \"" + place + "\"" + options + "), ";
    }

    private static ApplicationRouter router(String method, String value) {
        Properties properties = new Properties();
        properties.put(method, value);
        return router(properties);
    }

    private static ApplicationRouter router(Properties properties) {
        DefaultApplicationRouter router = new DefaultApplicationRouter(null);
        router.init(properties);
        router.applicationDeployed(List.of("waiting", "screening", "forwarding"));
        return router;
    }
}
