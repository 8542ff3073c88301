/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.heartbeat.Transport;

/**
 * Which records are asked for, and what they lead to (RFC 3263 section 4).
 */
class TargetFinderTestCase {
    private final List<String> asked = new ArrayList<>();
    private final List<PointerRecord> pointers = new ArrayList<>();

    private List<Target> find(TargetQuery query) {
        return new TargetFinder(new Lookup() {
            @Override
            public List<PointerRecord> pointers(String name) {
                TargetFinderTestCase.this.asked.add("NAPTR " + name);
                return TargetFinderTestCase.this.pointers;
            }

            @Override
            public List<SrvRecord> services(String name) {
                TargetFinderTestCase.this.asked.add(name);
                return name.contains("there") ? List.of(new SrvRecord(1, 2, 5070, "host.example.net")) : List.of();
            }

            @Override
            public List<InetAddress> addresses(String host) {
                try {
                    return List.of(InetAddress.getByAddress(host, new byte[]{(byte) 192, 0, 2, 1}));
                } catch (UnknownHostException e) {
                    throw new IllegalStateException(e);
                }
            }
        }).find(query);
    }

    private static TargetQuery open(Transport... transports) {
        return new TargetQuery("example.com", -1, true, List.of(transports));
    }

    @Test
    void naptrThenSrvThenAddressesAreAskedFor() {
        this.pointers.add(new PointerRecord(2, 1, "sip+d2u", "u.example.com"));
        this.pointers.add(new PointerRecord(1, 1, "SIP+D2T", "t.example.com"));
        List<Target> targets = find(open(Transport.UDP, Transport.TCP, Transport.TLS));
        assertThat(this.asked).containsExactly("NAPTR example.com", "t.example.com", "u.example.com", "_sip._udp.example.com",
                "_sip._tcp.example.com", "_sips._tcp.example.com");
        assertThat(targets).extracting(Target::transport).containsExactly(Transport.UDP, Transport.TCP, Transport.TLS);
        assertThat(targets).extracting(target -> target.addresses().get(0).getPort()).containsExactly(5060, 5060, 5061);
    }

    @Test
    void ofASipsUriOnlyWhatIsEncryptedIsTaken() {
        this.pointers.add(new PointerRecord(1, 1, "SIP+D2T", "there.clear.example.com"));
        this.pointers.add(new PointerRecord(2, 1, "SIPS+D2T", "there.example.com"));
        List<Target> targets = find(open(Transport.TLS));
        assertThat(this.asked).containsExactly("NAPTR example.com", "there.example.com");
        assertThat(targets).extracting(Target::transport).containsExactly(Transport.TLS);
    }

    @Test
    void aServerIsKnownByTheNameInTheUriWhichItsCertificateMustBear() {
        this.pointers.add(new PointerRecord(1, 1, "SIPS+D2T", "there.example.com"));
        assertThat(find(open(Transport.TLS)).get(0).addresses().get(0).getHostString()).isEqualTo("example.com");
    }

    @Test
    void withAPortOrWithoutADotOnlyAddressesAreAskedFor() {
        assertThat(find(new TargetQuery("example.com", 5080, false, List.of(Transport.UDP)))).hasSize(1);
        assertThat(find(new TargetQuery("localhost", -1, true, List.of(Transport.UDP)))).hasSize(1);
        assertThat(this.asked).isEmpty();
    }
}
