/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.servlet.sip.Address;

import gov.nist.javax.sip.message.SIPRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.sip.container.address.AddressFactory;

class RequestFactoryTest {
    private static final RequestFactory.Identity IDENTITY = new RequestFactory.Identity("call@here", "tag1", 7);

    private final AddressFactory addresses = new AddressFactory();
    private final RequestFactory requests = new RequestFactory();

    @Test
    void aRequestHasCopiesOfItsAddressesWithoutWhatTheyMustNotHave() throws Exception {
        Address from = this.addresses.createAddress("\"A\" <sip:a@b:5070;transport=tcp;lr;x=1?h=2>;tag=old;y=3");
        Address to = this.addresses.createAddress("<sip:c@d;maddr=e;method=BYE;ttl=1?Subject=x>;tag=old");
        SIPRequest request = this.requests.create("INVITE", null, from, to, IDENTITY);

        assertThat(request.encode()).isEqualTo("""
                INVITE sip:c@d;maddr=e;ttl=1 SIP/2.0
                Call-ID: call@here
                CSeq: 7 INVITE
                From: "A" <sip:a@b:5070;x=1>;y=3;tag=tag1
                To: <sip:c@d>
                Max-Forwards: 70
                Content-Length: 0

                """.replace("\n", "\r\n"));
        assertThat(from).hasToString("\"A\" <sip:a@b:5070;transport=tcp;lr;x=1?h=2>;tag=old;y=3");
    }

    @Test
    void theRequestUriMayBeAnother() throws Exception {
        Address address = this.addresses.createAddress("<sip:a@b>");

        assertThat(this.requests.create("REGISTER", this.addresses.createURI("sip:registrar"), address, address, IDENTITY).encode())
                .startsWith("REGISTER sip:registrar SIP/2.0\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACK", "CANCEL", "PRACK", "", "IN VITE", "A\r\n"})
    void someMethodsAreNotOfNewRequests(String method) throws Exception {
        Address address = this.addresses.createAddress("<sip:a@b>");

        assertThatThrownBy(() -> this.requests.create(method, null, address, address, IDENTITY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWildcardIsNoParty() throws Exception {
        Address address = this.addresses.createAddress("<sip:a@b>");

        assertThatThrownBy(() -> this.requests.create("INVITE", null, address, this.addresses.createAddress("*"), IDENTITY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
