/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Collections;
import java.util.stream.Stream;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

import org.wildfly.sip.balancer.config.SettingException;
import org.wildfly.sip.balancer.config.TlsConfiguration;

/**
 * What has been read of the key store and the trust store. Immutable.
 *
 * @param keys  null if there is no key store
 */
record Stores(X509ExtendedKeyManager keys, X509ExtendedTrustManager trust) {

    /**
     * Reads both.
     *
     * @throws IOException if one cannot be used; the message names the key and the cure
     */
    static Stores read(TlsConfiguration configuration) throws IOException {
        return new Stores(keys(configuration), trust(configuration));
    }

    private static X509ExtendedKeyManager keys(TlsConfiguration configuration) throws IOException {
        if (configuration.keyStore() == null) {
            return null;
        }
        try {
            char[] password = password(configuration.keyPassword());
            KeyStore store = load(configuration.keyStore(), password);
            boolean hasKey = false;
            for (String alias : Collections.list(store.aliases())) {
                hasKey |= store.isKeyEntry(alias);
            }
            if (!hasKey) {
                throw new IOException("it holds no private key");
            }
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password);
            return only(factory.getKeyManagers(), X509ExtendedKeyManager.class);
        } catch (GeneralSecurityException | IOException e) {
            throw problem(configuration.keyStoreKey(), configuration.keyStore(), e);
        }
    }

    private static X509ExtendedTrustManager trust(TlsConfiguration configuration) throws IOException {
        Path file = configuration.trustStore();
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(file == null ? null : load(file, password(configuration.trustPassword())));
            return only(factory.getTrustManagers(), X509ExtendedTrustManager.class);
        } catch (GeneralSecurityException | IOException e) {
            throw problem(configuration.trustStoreKey(), file, e);
        }
    }

    private static KeyStore load(Path file, char[] password) throws IOException, GeneralSecurityException {
        return PemFile.isPem(Files.readAllBytes(file)) ? PemFile.read(file, password) : KeyStore.getInstance(file.toFile(), password);
    }

    private static char[] password(String text) {
        return text == null ? new char[0] : text.toCharArray();
    }

    private static <T> T only(Object[] managers, Class<T> type) throws GeneralSecurityException {
        return Stream.of(managers).filter(type::isInstance).map(type::cast).findFirst()
                .orElseThrow(() -> new GeneralSecurityException("this Java machine has no " + type.getSimpleName()));
    }

    private static IOException problem(String key, Path file, Exception cause) {
        String reason = cause instanceof KeyStoreException ? "it is neither PKCS12 nor JKS nor PEM" : cause.getMessage();
        return new SettingException(key, key + '=' + file + " cannot be used: " + reason + "; check the file and " + key + "Password",
                cause);
    }
}
