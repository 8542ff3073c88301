/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.http;

import io.undertow.UndertowOptions;
import org.wildfly.sip.balancer.config.TlsConfiguration;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Sequence;
import org.xnio.SslClientAuthMode;

/**
 * What TLS connections are to be like, in the words of XNIO and Undertow.
 */
final class TlsOptions {
    private static final Sequence<String> PROTOCOLS = Sequence.of("TLSv1.3", "TLSv1.2");

    private TlsOptions() {
    }

    static OptionMap of(TlsConfiguration tls) {
        OptionMap.Builder options = OptionMap.builder()
                .set(Options.SSL_ENABLED_PROTOCOLS, tls.protocols().isEmpty() ? PROTOCOLS : Sequence.of(tls.protocols()))
                .set(UndertowOptions.ENDPOINT_IDENTIFICATION_ALGORITHM, tls.verifyHostNames() ? "HTTPS" : "")
                .set(Options.SSL_CLIENT_AUTH_MODE, switch (tls.clientAuth()) {
                    case WANT -> SslClientAuthMode.REQUESTED;
                    case NEED -> SslClientAuthMode.REQUIRED;
                    default -> SslClientAuthMode.NOT_REQUESTED;
                });
        if (!tls.cipherSuites().isEmpty()) {
            options.set(Options.SSL_ENABLED_CIPHER_SUITES, Sequence.of(tls.cipherSuites()));
        }
        return options.getMap();
    }
}
