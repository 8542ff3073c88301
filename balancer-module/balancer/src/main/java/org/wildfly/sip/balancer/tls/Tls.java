/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.config.TlsConfiguration;
import org.wildfly.sip.balancer.reload.Reloadable;

/**
 * TLS for all parts of the balancer: one context, behind which certificates can be read again. For any thread.
 */
public final class Tls implements Reloadable {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    /** Sessions that can be resumed without a full handshake, of those whose peers do not keep them themselves. */
    private static final int SESSIONS = 2048;

    /** A client of TLS 1.2 that shakes hands again and again costs this side much more than itself. The Java machine reads this once. */
    private static final String REJECT_RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";

    private final TlsConfiguration configuration;
    private final SSLContext context;
    private volatile Stores stores;

    /**
     * Reads the stores.
     *
     * @throws IOException if one cannot be used; the message names the key and the cure
     */
    public Tls(TlsConfiguration configuration) throws IOException {
        System.getProperties().putIfAbsent(REJECT_RENEGOTIATION, "true");
        this.configuration = configuration;
        this.stores = Stores.read(configuration);
        try {
            this.context = SSLContext.getInstance("TLS");
            this.context.init(new KeyManager[]{new CurrentKeys(this::stores)}, new TrustManager[]{new CurrentTrust(this::stores)}, null);
            this.context.getServerSessionContext().setSessionCacheSize(SESSIONS);
            this.context.getClientSessionContext().setSessionCacheSize(SESSIONS);
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be used on this Java machine: " + e.getMessage(), e);
        }
        if (!configuration.verifyHostNames()) {
            TlsLogger.LOGGER.hostNamesNotVerified();
        }
    }

    private Stores stores() {
        return this.stores;
    }

    /** The context, for parts that make their own engines; the stores behind it may change. */
    public SSLContext context() {
        return this.context;
    }

    /** An engine for a connection that somebody else has made. */
    public SSLEngine serverEngine() {
        SSLEngine engine = this.context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = parameters(engine.getSSLParameters());
        switch (this.configuration.clientAuth()) {
            case WANT -> parameters.setWantClientAuth(true);
            case NEED -> parameters.setNeedClientAuth(true);
            default -> parameters.setWantClientAuth(false);
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    /**
     * An engine for a connection that the balancer makes.
     *
     * @param host whose certificate is wanted: a name or an address
     */
    public SSLEngine clientEngine(String host, int port) {
        SSLEngine engine = this.context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = parameters(engine.getSSLParameters());
        if (this.configuration.verifyHostNames()) {
            // RFC 2818: a certificate of the name, or of the address if an address was meant.
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** The protocols and cipher suites that are configured, for parts that make their own engines; no certificate is asked for. */
    public SSLParameters parameters() {
        return parameters(this.context.getDefaultSSLParameters());
    }

    private SSLParameters parameters(SSLParameters parameters) {
        parameters.setProtocols(
                this.configuration.protocols().isEmpty() ? PROTOCOLS : this.configuration.protocols().toArray(String[]::new));
        if (!this.configuration.cipherSuites().isEmpty()) {
            parameters.setCipherSuites(this.configuration.cipherSuites().toArray(String[]::new));
        }
        return parameters;
    }

    @Override
    public Runnable prepare(BalancerConfiguration configuration) throws IOException {
        Stores next = Stores.read(configuration.tls());
        return () -> {
            this.stores = next;
            TlsLogger.LOGGER.reloaded();
        };
    }
}
