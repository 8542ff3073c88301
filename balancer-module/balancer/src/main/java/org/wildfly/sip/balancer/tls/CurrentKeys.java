/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * The balancer's own certificate as it is at the moment of a handshake; none if there is no key store.
 */
final class CurrentKeys extends X509ExtendedKeyManager {
    private final Supplier<Stores> current;

    CurrentKeys(Supplier<Stores> current) {
        this.current = current;
    }

    private X509ExtendedKeyManager keys() {
        return this.current.get().keys();
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return keys() == null ? null : keys().getClientAliases(keyType, issuers);
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return keys() == null ? null : keys().chooseClientAlias(keyTypes, issuers, socket);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return keys() == null ? null : keys().getServerAliases(keyType, issuers);
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return keys() == null ? null : keys().chooseServerAlias(keyType, issuers, socket);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return keys() == null ? null : keys().getCertificateChain(alias);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return keys() == null ? null : keys().getPrivateKey(alias);
    }

    @Override
    public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        return keys() == null ? null : keys().chooseEngineClientAlias(keyTypes, issuers, engine);
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return keys() == null ? null : keys().chooseEngineServerAlias(keyType, issuers, engine);
    }
}
