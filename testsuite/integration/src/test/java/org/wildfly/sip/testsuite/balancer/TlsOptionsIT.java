/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wildfly.sip.testsuite.balancer.harness.Announcement;
import org.wildfly.sip.testsuite.balancer.harness.Certificate;
import org.wildfly.sip.testsuite.balancer.harness.Doorstep;
import org.wildfly.sip.testsuite.balancer.harness.NativeHeartbeat;
import org.wildfly.sip.testsuite.balancer.harness.Peer;
import org.wildfly.sip.testsuite.balancer.harness.SipText;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;
import org.wildfly.sip.testsuite.balancer.harness.StreamPeer;
import org.wildfly.sip.testsuite.balancer.harness.TestBed;
import org.wildfly.sip.testsuite.harness.Environment;

/** TLS that ends at the balancer, with a protocol and with clients' certificates that the file demands. */
class TlsOptionsIT {
    private static Certificate certificate;

    @RegisterExtension
    static final TestBed BED = new TestBed(() -> {
        certificate = new Certificate(Environment.folder().resolve("balancer").resolve("tls-options"));
        return StartedBalancer.start("tls-options", "externalTlsPort={TLS}", "externalWssPort={WSS}", "internalTlsPort={tlsInternal}",
                "internalWsPort={wsInternal}", "terminateTLSTraffic=true", "tlsClientProtocols=TLSv1.2", "tlsClientAuthentication=NEED",
                certificate.lines());
    });

    /** Trusts anybody and has no certificate. */
    private static SSLContext stranger() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[]{new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {
                // A client asks nobody to connect.
            }

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {
                // Whoever it is.
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        }}, new SecureRandom());
        return context;
    }

    private static int options(SSLContext context, String protocol) throws Exception {
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(StartedBalancer.HOST, BED.balancer().port("TLS"))) {
            socket.setEnabledProtocols(new String[]{protocol});
            socket.startHandshake();
            StreamPeer phone = new StreamPeer("TLS", socket);
            phone.send(phone.request("OPTIONS", "sip:bob@example.com"));
            return phone.receive().status();
        }
    }

    @Test
    void onlyTheProtocolOfTheFileIsSpokenWithThoseWhoHaveACertificate() throws Exception {
        assertThat(options(certificate.ssl(), "TLSv1.2")).as("no node").isEqualTo(503);
        assertThat(catchThrowable(() -> options(certificate.ssl(), "TLSv1.3"))).isInstanceOf(IOException.class);
        assertThat(catchThrowable(() -> options(stranger(), "TLSv1.2"))).isInstanceOf(IOException.class);
    }

    @Test
    void nodesGetInTheClearWhatCameEncrypted() throws Exception {
        for (String[] each : new String[][]{{"TLS", "TCP"}, {"WSS", "WS"}}) {
            Doorstep clear = BED.balancer().with(new Doorstep(each[1], StartedBalancer.HOST, null, certificate));
            Doorstep encrypted = BED.balancer().with(new Doorstep("TLS", StartedBalancer.HOST, null, certificate));
            NativeHeartbeat heartbeat = new NativeHeartbeat(BED.balancer().address("heartbeat"), new Announcement("node-" + each[0])
                    .address(each[1], clear.address()).address("TLS", encrypted.address()));
            try (Peer phone = Peer.connect(each[0], BED.balancer().address(each[0]), certificate)) {
                phone.send(phone.request("INVITE", "sip:bob@example.com"));
                try (Peer node = clear.answer()) {
                    SipText invite = node.receive();
                    assertThat(invite.header("Via")).startsWith("SIP/2.0/" + each[1] + ' ');
                    node.send(invite.response(200, "b"));
                    assertThat(phone.receive().status()).isEqualTo(200);
                }
            }
            heartbeat.leave();
        }
    }
}
