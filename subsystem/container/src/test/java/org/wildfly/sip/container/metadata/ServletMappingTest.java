/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wildfly.sip.container.metadata.StubRequest.address;
import static org.wildfly.sip.container.metadata.StubRequest.request;
import static org.wildfly.sip.container.metadata.StubRequest.sip;
import static org.wildfly.sip.container.metadata.StubRequest.tel;

import java.util.Map;

import javax.servlet.sip.SipServletRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wildfly.sip.container.SipDeploymentException;

class ServletMappingTest {
    private final SipServletRequest invite = request("INVITE").uri(sip("bob", "pc.Example.com"))
            .from(address("Alice", sip(true, "alice", "example.org", 5071, Map.of("transport", "tcp", "x", "y"))))
            .to(address(null, sip(false, "+358-(9) 123", "phones.example.com", -1, Map.of("user", "phone")))).build();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            request.method            | INVITE
            request.uri               | sip:bob@pc.Example.com
            request.uri.scheme        | sip
            request.uri.user          | bob
            request.uri.host          | pc.example.com
            request.uri.port          | 5060
            request.from              | "Alice" <sips:alice@example.org:5071>;tag=1234
            request.from.display-name | Alice
            request.from.uri          | sips:alice@example.org:5071
            request.from.uri.scheme   | sips
            request.from.uri.port     | 5071
            request.from.uri.param.x  | y
            request.to.uri.param.user | phone
            request.to.uri.tel        | +3589123
            request.to.uri.tel        | 3589-123
            """)
    void everyVariableHasItsValue(String variable, String value) throws SipDeploymentException {
        assertThat(this.matches("<exists><var>" + variable + "</var></exists>")).isTrue();
        assertThat(this.matches(comparison("equal", variable, value))).isTrue();
        assertThat(this.matches(comparison("equal", variable, value + "x"))).isFalse();
    }

    @Test
    void aVariableThatTheRequestDoesNotHaveFulfilsNoCondition() throws SipDeploymentException {
        for (String variable : new String[]{"request.uri.tel", "request.to.display-name", "request.route", "request.route.uri.host",
                "request.uri.param.x"}) {
            assertThat(this.matches("<exists><var>" + variable + "</var></exists>")).as(variable).isFalse();
            assertThat(this.matches(comparison("contains", variable, ""))).as(variable).isFalse();
        }
    }

    @Test
    void textIsComparedByCaseUnlessIgnoreCaseIsSet() throws SipDeploymentException {
        assertThat(this.matches(comparison("equal", "request.method", "invite"))).isFalse();
        assertThat(this.matches("<equal ignore-case='true'><var>request.method</var><value>invite</value></equal>")).isTrue();
        assertThat(this.matches(comparison("contains", "request.from.display-name", "LIC"))).isFalse();
        assertThat(this.matches("<contains ignore-case='true'><var>request.from.display-name</var><value>LIC</value></contains>")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"pc.example.com, true", "example.com, true", "EXAMPLE.COM, true", "com, true", "ample.com, false",
            "x.pc.example.com, false"})
    void aDomainHasSubdomainsAtItsDotsOnly(String domain, boolean expected) throws SipDeploymentException {
        assertThat(this.matches(comparison("subdomain-of", "request.uri.host", domain))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"+358, true", "358, true", "+358-9, true", "9123, false", "+3589124, false"})
    void aTelephoneNumberIsSubdomainOfItsPrefix(String prefix, boolean expected) throws SipDeploymentException {
        assertThat(this.matches(comparison("subdomain-of", "request.to.uri.tel", prefix))).isEqualTo(expected);
    }

    @Test
    void anAddressHasNoSubdomains() throws SipDeploymentException {
        SipServletRequest request = request("INVITE").uri(sip("bob", "192.0.2.1")).build();
        assertThat(select(comparison("subdomain-of", "request.uri.host", "2.1"), request)).isNull();
        assertThat(select(comparison("subdomain-of", "request.uri.host", "192.0.2.1"), request)).isEqualTo("s");
    }

    @Test
    void aTelUriHasItsNumberAndNoHost() throws SipDeploymentException {
        SipServletRequest request = request("INVITE").uri(tel("358-9-123", true)).build();
        assertThat(select(comparison("equal", "request.uri.tel", "+3589123"), request)).isEqualTo("s");
        assertThat(select("<exists><var>request.uri.host</var></exists>", request)).isNull();
    }

    @Test
    void aSecureUriWithoutPortHasThePortOfTls() throws SipDeploymentException {
        assertThat(select(comparison("equal", "request.uri.port", "5061"),
                request("INVITE").uri(sip(true, "bob", "example.com", -1, Map.of())).build())).isEqualTo("s");
        assertThat(select(comparison("equal", "request.uri.port", "5061"),
                request("INVITE").uri(sip(false, "bob", "example.com", -1, Map.of("transport", "TLS"))).build())).isEqualTo("s");
    }

    @Test
    void conditionsAreJoined() throws SipDeploymentException {
        String yes = comparison("equal", "request.method", "INVITE");
        String no = comparison("equal", "request.method", "BYE");
        assertThat(this.matches("<and>" + yes + yes + "</and>")).isTrue();
        assertThat(this.matches("<and>" + yes + no + "</and>")).isFalse();
        assertThat(this.matches("<or>" + no + yes + "</or>")).isTrue();
        assertThat(this.matches("<or>" + no + no + "</or>")).isFalse();
        assertThat(this.matches("<not>" + no + "</not>")).isTrue();
        assertThat(this.matches("<and><not>" + no + "</not><or>" + no + yes + "</or></and>")).isTrue();
    }

    @Test
    void theFirstMappingThatMatchesWins() throws SipDeploymentException {
        String invites = comparison("equal", "request.method", "INVITE");
        SipDescriptor descriptor = SipDescriptorParserTest.parse(application(mapping("a", comparison("equal", "request.method", "BYE"))
                + mapping("b", invites) + mapping("c", invites)));
        assertThat(new MappedServletSelection(descriptor.mappings()).select(this.invite)).isEqualTo("b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <equal><var>method</var><value>x</value></equal>                            | every variable begins with "request."
            <equal><var>request.via</var><value>x</value></equal>                       | one of method, uri, from, to, route
            <equal><var>request.uri.password</var><value>x</value></equal>              | a URI has scheme, user, host, port, tel
            <equal><var>request.uri.param.</var><value>x</value></equal>                | a URI has scheme
            <equal><var>request.from.host</var><value>x</value></equal>                 | an address has display-name and uri
            <subdomain-of><var>request.uri</var><value>x</value></subdomain-of>         | needs a host or tel variable
            <equal><var>request.method</var></equal>                                    | it needs one <var> and one <value>
            <exists><value>x</value></exists>                                           | it is not known in <exists>
            <exists/>                                                                   | <var> is missing
            <xor/>                                                                      | it is no condition
            <and/>                                                                      | it is empty
            <not/>                                                                      | it has 0 conditions
            <exists><var>request.uri</var></exists><exists><var>request.uri</var></exists> | it has 2 conditions
            """)
    void aWrongPatternIsReported(String pattern, String message) {
        assertThatThrownBy(() -> SipDescriptorParserTest.parse(application(mapping("s", pattern))))
                .isInstanceOf(SipDeploymentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aPatternThatIsNestedWithoutEndIsReported() {
        String pattern = "<not>".repeat(100_000) + "<exists><var>request.uri</var></exists>" + "</not>".repeat(100_000);
        assertThatThrownBy(() -> SipDescriptorParserTest.parse(application(mapping("s", pattern))))
                .isInstanceOf(SipDeploymentException.class)
                .hasMessageContaining("nested");
    }

    private boolean matches(String pattern) throws SipDeploymentException {
        return select(pattern, this.invite) != null;
    }

    private static String select(String pattern, SipServletRequest request) throws SipDeploymentException {
        return new MappedServletSelection(SipDescriptorParserTest.parse(application(mapping("s", pattern))).mappings()).select(request);
    }

    private static String comparison(String operator, String variable, String value) {
        return "<" + operator + "><var>" + variable + "</var><value><![CDATA[" + value + "]]></value></" + operator + ">";
    }

    private static String mapping(String servlet, String pattern) {
        return "<servlet-mapping><servlet-name>" + servlet + "</servlet-name><pattern>" + pattern + "</pattern></servlet-mapping>";
    }

    private static String application(String mappings) {
        return "<sip-app><app-name>a</app-name><servlet-selection>" + mappings + "</servlet-selection></sip-app>";
    }
}
