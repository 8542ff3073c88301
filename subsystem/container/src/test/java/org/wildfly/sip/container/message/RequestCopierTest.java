/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import javax.servlet.sip.TooManyHopsException;

import gov.nist.javax.sip.message.SIPRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.sip.container.address.AddressFactory;

class RequestCopierTest {
    private static final String HEADERS = """
            Route: <sip:here;lr>
            Record-Route: <sip:proxy;lr>
            Contact: <sip:alice@pc33.atlanta.com:5066>
            Subject: hello
            Supported: timer, path
            X-One: 1
            X-One: 2
            P-Asserted-Identity: <sip:alice@atlanta.com>
            Content-Type: application/sdp
            """;

    private final AddressFactory addresses = new AddressFactory();
    private final RequestFactory requests = new RequestFactory();
    private final RequestCopier copier = new RequestCopier();

    private SIPRequest target(String method) throws Exception {
        SIPRequest target = this.requests.create(method, null, this.addresses.createAddress("<sip:x@y>"),
                this.addresses.createAddress("<sip:bob@biloxi.com>"), new RequestFactory.Identity("new-call", "new-tag", 1));
        if (!method.equals("REGISTER")) {
            new HeaderFields(target).set("Contact", List.of("<sip:127.0.0.1:5080;transport=udp>"));
        }
        return target;
    }

    @Test
    void anInitialRequestIsCopiedWithoutWhatIsTheContainers() throws Exception {
        SIPRequest target = this.target("INVITE");
        this.copier.copyInitial(SampleMessages.inbound("INVITE", HEADERS, "v=0\r\n"), target, null);

        assertThat(new MessageCodec().encode(target)).asString().isEqualTo("""
                INVITE sip:bob@biloxi.com SIP/2.0
                Call-ID: new-call
                CSeq: 1 INVITE
                Contact: <sip:127.0.0.1:5080;transport=udp>
                From: "Alice" <sip:alice@atlanta.com>;tag=new-tag
                To: "Bob" <sip:bob@biloxi.com>
                Max-Forwards: 69
                Subject: hello
                Supported: timer,path
                X-One: 1
                X-One: 2
                P-Asserted-Identity: <sip:alice@atlanta.com>
                Content-Type: application/sdp
                Content-Length: 5

                v=0
                """.replace("\n", "\r\n"));
    }

    @Test
    void theHeaderMapReplacesWhatItMay() throws Exception {
        SIPRequest target = this.target("INVITE");
        this.copier.copyInitial(SampleMessages.inbound("INVITE", HEADERS, ""), target,
                Map.of("f", List.of("\"Carol\" <sip:carol@chicago.com>;tag=ignored"), "To", List.of("<sip:dave@chicago.com>;tag=ignored"),
                        "m",
                        List.of("\"C\" <sip:carol@evil.com:1;lr;transport=tls;x=1>;y=2"), "Route", List.of("<sip:p1;lr>", "<sip:p2;lr>"),
                        "Subject", List.of("bye"),
                        "x-one", List.of(), "X-Two", List.of("2")));

        assertThat(target.encode())
                .contains("From: \"Carol\" <sip:carol@chicago.com>;tag=new-tag\r\n", "To: <sip:dave@chicago.com>\r\n",
                        "Contact: \"C\" <sip:carol@127.0.0.1:5080;transport=udp;x=1>;y=2\r\n", "Route: <sip:p1;lr>,<sip:p2;lr>\r\n",
                        "Subject: bye\r\n",
                        "X-Two: 2\r\n", "Supported: timer,path\r\n")
                .doesNotContain("X-One", "ignored", "evil", "hello");
    }

    @Test
    void theContactOfTheMapWaitsForTheContainersAddress() throws Exception {
        SIPRequest target = this.target("INVITE");
        target.removeHeader("Contact");
        this.copier.copyInitial(SampleMessages.inbound("INVITE", HEADERS, ""), target,
                Map.of("Contact", List.of("<sip:carol@nowhere;x=1;lr>;y=2")));
        assertThat(target.encode()).contains("Contact: <sip:carol@nowhere;x=1;lr>;y=2\r\n");

        ContactPortions portions = ContactPortions.of(target.getContactHeader());
        SIPRequest other = this.target("INVITE");
        portions.applyTo(other.getContactHeader());
        assertThat(other.encode()).contains("Contact: <sip:carol@127.0.0.1:5080;transport=udp;x=1>;y=2\r\n");
    }

    @Test
    void theContactOfARegisterIsCopied() throws Exception {
        SIPRequest target = this.target("REGISTER");
        this.copier.copyInitial(SampleMessages.inbound("REGISTER", HEADERS, ""), target, null);

        assertThat(target.encode()).contains("Contact: <sip:alice@pc33.atlanta.com:5066>\r\n");
    }

    @Test
    void aRequestThatMadeTooManyHopsIsNotCopied() throws Exception {
        SipServletRequestImpl original = SampleMessages.inbound("INVITE", "", "");
        original.setMaxForwards(0);

        assertThatThrownBy(() -> this.copier.copyInitial(original, this.target("INVITE"), null)).isInstanceOf(TooManyHopsException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Via", "v", "Call-ID", "CSeq", "Record-Route", "RSeq"})
    void systemHeadersInTheMapAreRefused(String name) throws Exception {
        SipServletRequestImpl original = SampleMessages.inbound("INVITE", "", "");

        assertThatThrownBy(() -> this.copier.copyInitial(original, this.target("INVITE"), Map.of(name, List.of("x"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> this.copier.copySubsequent(original, this.target("INVITE"), Map.of(name, List.of("x"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNoAddressInTheMapIsRefused() throws Exception {
        SipServletRequestImpl original = SampleMessages.inbound("INVITE", "", "");

        for (String name : List.of("From", "To", "Contact")) {
            assertThatThrownBy(() -> this.copier.copyInitial(original, this.target("INVITE"), Map.of(name, List.of("nonsense"))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> this.copier.copySubsequent(original, this.target("INVITE"), Map.of("Route", List.of("<sip:p;lr>"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> this.copier.copySubsequent(original, this.target("INVITE"), Map.of("From", List.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSubsequentRequestKeepsItsDialog() throws Exception {
        SIPRequest target = SampleMessages.inDialog("INFO", "Route: <sip:p;lr>\nContact: <sip:127.0.0.1:5080>\n", "");
        SipServletRequestImpl original = SampleMessages.inbound("INFO", HEADERS, "v=0\r\n");
        original.setMaxForwards(7);
        this.copier.copySubsequent(original, target,
                Map.of("From", List.of("\"Carol\" <sip:carol@chicago.com>"), "Contact", List.of("<sip:c@d>")));

        assertThat(target.encode()).contains("From: \"Carol\" <sip:carol@chicago.com>;tag=1928301774\r\n",
                "To: \"Bob\" <sip:bob@biloxi.com>;tag=8321234356\r\n", "Route: <sip:p;lr>\r\n", "Contact: <sip:c@127.0.0.1:5080>\r\n",
                "Max-Forwards: 70\r\n", "Subject: hello\r\n", "\r\n\r\nv=0\r\n");
    }

    @Test
    void aCharacterSetThatCannotBeSentIsLeftOut() throws Exception {
        SIPRequest target = this.target("MESSAGE");
        this.copier.copyInitial(SampleMessages.inbound("MESSAGE", "Content-Type: text/plain;charset=nonsense\n", "a"), target, null);

        assertThat(target.encode()).contains("Content-Type: text/plain\r\n");
        assertThat(target.getRawContent()).isEqualTo(new byte[]{'a'});
    }

    @Test
    void aCopyIsOnItsOwn() throws Exception {
        SipServletRequestImpl original = SampleMessages.inbound("INVITE", HEADERS, "v=0\r\n");
        SIPRequest target = this.target("INVITE");
        this.copier.copyInitial(original, target, null);
        String before = original.message().encode();
        SipServletRequestImpl copy = new SipServletRequestImpl(target, Direction.OUTBOUND);
        copy.getFrom().setDisplayName("x");
        copy.getAddressHeader("P-Asserted-Identity").setDisplayName("x");
        copy.removeHeader("Supported");
        copy.getRawContent()[0] = 'x';

        assertThat(original.message().encode()).isEqualTo(before);
    }
}
