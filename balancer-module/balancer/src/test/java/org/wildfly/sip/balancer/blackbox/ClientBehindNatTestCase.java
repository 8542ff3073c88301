/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.balancer.forward.Leg;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Requests of nodes to clients on UDP that can only be reached through their NATs (RFC 5626 section 5, RFC 6314 section 4).
 */
class ClientBehindNatTestCase extends UdpScene {
    private static final String INSIDE = "sip:alice@10.99.99.99:5060";
    private static final String TOKEN = ";i=[0-9a-f]{30}";

    /** A request of the phone, which knows itself by the address inside. */
    private Message inside(String method) {
        String port = Integer.toString(this.phone.address().getPort());
        return this.phone.request(method, URI).replace("127.0.0.1:" + port, "10.99.99.99:5060");
    }

    private Message passed(Balancer at, Message request) throws Exception {
        this.phone.send(at.external(), request);
        return this.node.receive();
    }

    private void sendByRoutes(Balancer at, String method, String uri, List<String> routes) throws Exception {
        this.node.send(at.internal(), byRoutes(method, uri, routes));
    }

    private Message byRoutes(String method, String uri, List<String> routes) {
        Message request = this.node.request(method, uri);
        for (int i = routes.size() - 1; i >= 0; i--) {
            request = request.with("Route: " + routes.get(i));
        }
        return request;
    }

    @Test
    void aRequestInTheDialogGoesBackThroughTheNat() throws Exception {
        Message invite = passed(this.balancer, inside("INVITE"));
        List<String> routes = invite.headers("Record-Route");
        assertThat(routes.get(0)).doesNotContain(";i=");
        assertThat(routes.get(1)).matches(".*;lr" + TOKEN + ";node_host=.*");
        sendByRoutes(this.balancer, "INFO", INSIDE, routes);
        Message info = this.phone.receive();
        assertThat(info.startLine()).isEqualTo("INFO " + INSIDE + " SIP/2.0");
        assertThat(info.headers("Route")).isEmpty();
        this.phone.send(this.balancer.external(), info.response(200, "a"));
        assertThat(this.node.receive().status()).isEqualTo(200);
    }

    @Test
    void ofAClientThatIsNotBehindANatNothingIsSaid() throws Exception {
        assertThat(passed(this.balancer, this.phone.request("INVITE", URI)).headers("Record-Route"))
                .noneMatch(each -> each.contains(";i="));
        Message register = this.phone.request("REGISTER", URI);
        assertThat(passed(this.balancer, register).headers("Path")).isEmpty();
        assertThat(passed(this.balancer, register.with("Supported: path")).header("Path")).doesNotContain(";i=");
    }

    @Test
    void aPortThatANatHasChangedIsNoticedIfTheClientAnswersThere() throws Exception {
        Message invite = this.phone.request("INVITE", URI).replace("Via: SIP/2.0/UDP 127.0.0.1:" + this.phone.address().getPort(),
                "Via: SIP/2.0/UDP 127.0.0.1");
        assertThat(passed(this.balancer, invite).headers("Record-Route").get(1)).containsPattern(TOKEN);
        // Who does not ask for answers where it sends from may listen elsewhere.
        assertThat(passed(this.balancer, invite.replace(";rport", "")).headers("Record-Route").get(1)).doesNotContain(";i=");
    }

    @Test
    void whatStandsInFrontOfOtherClientsIsReachedByItsOwnAddress() throws Exception {
        Message invite = inside("INVITE").replace("From:", "Via: SIP/2.0/UDP 10.1.1.1;branch=z9hG4bKfar\r\nFrom:");
        assertThat(passed(this.balancer, invite).headers("Record-Route")).noneMatch(each -> each.contains(";i="));
    }

    @Test
    void aRegisteredClientIsReachedThroughItsNatAndItsDialogsStayThere() throws Exception {
        Message register = passed(this.balancer, inside("REGISTER"));
        // No promise of outbound: the balancer does not answer STUN.
        assertThat(register.header("Path")).matches("<sip:127.0.0.1:" + this.balancer.internal().getPort() + ";lr" + TOKEN + '>');
        sendByRoutes(this.balancer, "INVITE", INSIDE, register.headers("Path"));
        Message invite = this.phone.receive();
        assertThat(invite.header("Record-Route")).containsPattern(TOKEN);
        this.phone.send(this.balancer.external(), invite.response(200, "a"));
        Message ok = this.node.receive();
        List<String> routes = new ArrayList<>(ok.headers("Record-Route"));
        Collections.reverse(routes);
        sendByRoutes(this.balancer, "BYE", INSIDE, routes);
        assertThat(this.phone.receive().method()).isEqualTo("BYE");
    }

    @Test
    void aRegistrationTellsOfANatByItsContactOrAsksToBeTreatedSo() throws Exception {
        Message register = this.phone.request("REGISTER", URI).with("Supported: path");
        String contact = register.header("Contact");
        String[] contacts = {"<sip:alice@10.99.99.99:5060>", contact.replace(">", ";ob>"),
                contact + ";+sip.instance=\"<urn:uuid:0>\";reg-id=1", "\"A, B\" <sip:10.99.99.99>;expires=5, " + contact};
        for (String each : contacts) {
            assertThat(passed(this.balancer, register.replace("Contact: " + contact, "Contact: " + each)).header("Path")).as(each)
                    .containsPattern(TOKEN);
            assertThat(passed(this.balancer, register.replace("Contact: " + contact, "m:\r\n " + each)).header("Path")).as(each)
                    .containsPattern(TOKEN);
        }
        for (String each : new String[]{"*", "<sip:alice@phone.example.com>", "<tel:+1>", contact + ";expires=5", "<", ""}) {
            assertThat(passed(this.balancer, register.replace("Contact: " + contact, "Contact: " + each)).header("Path")).as(each)
                    .doesNotContain(";i=");
        }
    }

    @Test
    void anAddressThatSomebodyHasMadeUpIsNotFollowed() throws Exception {
        UdpPeer other = this.balancer.phone();
        String uri = "sip:alice@127.0.0.1:" + other.address().getPort();
        List<String> routes = passed(this.balancer, inside("INVITE")).headers("Record-Route");
        String token = routes.get(1).replaceAll(".*;i=([0-9a-f]*).*", "$1");
        for (String each : List.of(token.replaceFirst("^00", "01"), token.substring(1) + '0', token + "00", "zz" + token.substring(2),
                token.replaceFirst("7f000001", "7f000002"), "x".repeat(54))) {
            sendByRoutes(this.balancer, "INFO", uri, routes.stream().map(route -> route.replace(token, each)).toList());
            assertThat(other.receive().method()).as(each).isEqualTo("INFO");
        }
    }

    @Test
    void balancersWithTheSameSecretKnowTheWayAlsoAfterARestart() throws Exception {
        try (Balancer first = new Balancer("routeSecret=a secret of both");
                Balancer second = new Balancer("routeSecret=a secret of both");
                Balancer stranger = new Balancer("routeSecret=another secret")) {
            first.up("n1", this.node);
            String token = passed(first, inside("INVITE")).headers("Record-Route").get(1).replaceAll(".*;i=([0-9a-f]*).*", "$1");
            UdpPeer contact = this.balancer.phone();
            String uri = "sip:alice@127.0.0.1:" + contact.address().getPort();
            sendByRoutes(second, "INFO", uri, List.of("<sip:127.0.0.1:" + second.external().getPort() + ";lr;i=" + token + '>'));
            assertThat(this.phone.receive().method()).isEqualTo("INFO");
            sendByRoutes(stranger, "INFO", uri, List.of("<sip:127.0.0.1:" + stranger.external().getPort() + ";lr;i=" + token + '>'));
            assertThat(contact.receive().method()).isEqualTo("INFO");
        }
    }

    @Test
    void withOnePortForBothSidesItIsTheSame() throws Exception {
        try (Balancer single = new Balancer(false)) {
            single.up("n1", this.node);
            Message invite = passed(single, inside("INVITE"));
            assertThat(invite.headers("Record-Route")).hasSize(1);
            sendByRoutes(single, "INFO", INSIDE, invite.headers("Record-Route"));
            assertThat(this.phone.receive().method()).isEqualTo("INFO");
        }
    }

    @Test
    void ipv6AddressesAreNamedToo() throws Exception {
        try (Balancer both = new Balancer("externalIpv6Host=::1", "externalIpv6Port=0"); Party six = Party.of(Transport.UDP, "::1", null)) {
            both.up("n1", this.node);
            six.connect(both.running().places().stream().filter(place -> place.leg() == Leg.EXTERNAL && !place.isV4())
                    .map(place -> new InetSocketAddress("::1", place.bound().getPort())).findFirst().orElseThrow());
            six.send(inside("INVITE"));
            List<String> routes = this.node.receive().headers("Record-Route");
            assertThat(routes.get(1)).containsPattern(";i=[0-9a-f]{54};");
            sendByRoutes(both, "INFO", INSIDE, routes);
            assertThat(six.receive().header("Via")).startsWith("SIP/2.0/UDP [::1]:");
        }
    }

    @Test
    void itCanBeSwitchedOff() throws Exception {
        try (Balancer off = new Balancer("udpFlowTokens=false")) {
            off.up("n1", this.node);
            assertThat(passed(off, inside("INVITE")).headers("Record-Route")).noneMatch(each -> each.contains(";i="));
            assertThat(passed(off, inside("REGISTER")).headers("Path")).isEmpty();
        }
    }
}
