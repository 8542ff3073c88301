/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.nio.file.Path;
import java.util.List;

/**
 * How the balancer shows who it is, and whom it trusts, where something is encrypted. Immutable.
 *
 * @param keyStoreKey     the key of the key store, for messages
 * @param trustStoreKey   the key of the trust store, for messages
 * @param keyStore        the file with the balancer's own certificate and key (PKCS12, JKS or PEM); null if there is none
 * @param keyPassword     of that file, or null
 * @param trustStore      the file with the certificates of those that are trusted (PKCS12, JKS or PEM); null for those that the Java
 *                        machine trusts
 * @param trustPassword   of that file, or null
 * @param protocols       those that are spoken; empty for TLS 1.3 and 1.2
 * @param cipherSuites    those that are used; empty for those of the Java machine
 * @param clientAuth      whether clients have to show a certificate
 * @param verifyHostNames true if who is connected to must have a certificate of the name or address that was meant
 */
public record TlsConfiguration(String keyStoreKey, String trustStoreKey, Path keyStore, String keyPassword, Path trustStore,
        String trustPassword, List<String> protocols,
        List<String> cipherSuites, ClientAuthentication clientAuth, boolean verifyHostNames) {

    /** True if there is anything to show or to trust. */
    public boolean isGiven() {
        return this.keyStore != null || this.trustStore != null;
    }

    /** Whether those who connect have to show a certificate. */
    public enum ClientAuthentication {
        /** They are not asked. */
        NONE,
        /** They are asked, and may show none. */
        WANT,
        /** Who shows none that is trusted is refused. */
        NEED
    }
}
