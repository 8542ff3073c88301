/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

import org.wildfly.sip.balancer.config.TlsConfiguration.ClientAuthentication;
import org.wildfly.sip.heartbeat.Transport;

/**
 * The section of the file about what is encrypted.
 */
final class TlsSection {
    private static final String KEY_STORE = "javax.net.ssl.keyStore";
    private static final String KEY_STORE_PASSWORD = "javax.net.ssl.keyStorePassword";
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final String PROTOCOLS = "tlsClientProtocols";
    private static final String CIPHER_SUITES = "enabledCipherSuites";
    private static final String CLIENT_AUTHENTICATION = "tlsClientAuthentication";
    private static final String VERIFY_HOST_NAMES = "tlsVerifyHostNames";

    private TlsSection() {
    }

    static TlsConfiguration read(Settings settings, AddressSection.Legs legs) {
        settings.live(KEY_STORE, KEY_STORE_PASSWORD, TRUST_STORE, TRUST_STORE_PASSWORD);
        Path keyStore = file(settings, KEY_STORE);
        Stream.of(legs.external(), legs.internal()).distinct().flatMap(leg -> leg.endpoints().stream())
                .filter(endpoint -> keyStore == null && isSecure(endpoint.transport()) && !settings.isSet(KEY_STORE))
                .forEach(endpoint -> settings.problem(endpoint.key(),
                        "needs a certificate: add " + KEY_STORE + " and " + KEY_STORE_PASSWORD));
        return new TlsConfiguration(KEY_STORE, TRUST_STORE, keyStore, settings.secret(KEY_STORE_PASSWORD, 0), file(settings, TRUST_STORE),
                settings.secret(TRUST_STORE_PASSWORD, 0), names(settings, PROTOCOLS, true), names(settings, CIPHER_SUITES, false),
                settings.choice(CLIENT_AUTHENTICATION, ClientAuthentication.NONE, ClientAuthentication.class),
                settings.flag(VERIFY_HOST_NAMES, true));
    }

    private static boolean isSecure(Transport transport) {
        return transport == Transport.TLS || transport == Transport.WSS;
    }

    /** The file of a key, which must be there; null if the key is not. */
    static Path file(Settings settings, String key) {
        String text = settings.text(key, null);
        if (text == null) {
            return null;
        }
        try {
            Path file = Path.of(text);
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                settings.problem(key, "is not a file that can be read; give the path of one");
            }
            return file;
        } catch (InvalidPathException e) {
            settings.problem(key, "is not a path: " + e.getReason());
            return null;
        }
    }

    private static List<String> names(Settings settings, String key, boolean protocols) {
        List<String> names = settings.list(key);
        if (names.isEmpty()) {
            return names;
        }
        try {
            SSLParameters supported = SSLContext.getDefault().getSupportedSSLParameters();
            Set<String> known = Set.of(protocols ? supported.getProtocols() : supported.getCipherSuites());
            names.stream().filter(name -> !known.contains(name)).forEach(
                    name -> settings.problem(key, "has " + name + ", which this Java machine does not know; it knows " + String.join(", ",
                            known.stream().sorted().toList())));
        } catch (NoSuchAlgorithmException e) {
            settings.problem(key, "cannot be checked: " + e.getMessage());
        }
        return names;
    }
}
