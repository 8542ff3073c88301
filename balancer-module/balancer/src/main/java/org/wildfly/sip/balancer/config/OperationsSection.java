/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.net.InetAddress;
import java.time.Duration;

import org.wildfly.sip.balancer.config.BalancerConfiguration.Address;
import org.wildfly.sip.balancer.config.BalancerConfiguration.Operations;

/**
 * The section of the file that says how a balancer is watched, operated and stopped.
 */
final class OperationsSection {
    private static final String HOST = "operationsHost";
    private static final String PORT = "operationsPort";
    private static final String USER = "operationsUser";
    private static final String PASSWORD = "operationsPassword";
    private static final String TLS = "operationsTls";
    private static final String SHUTDOWN_TIMEOUT = "shutdownTimeout";
    private static final int DEFAULT_PORT = 2612;
    private static final int NONE = -1;
    private static final int LEAST_PASSWORD = 8;

    private OperationsSection() {
    }

    /**
     * @param tls whose certificate is shown if the port is encrypted
     */
    static Operations read(Settings settings, TlsConfiguration tls) {
        String text = settings.text(HOST, "127.0.0.1");
        InetAddress host = AddressSection.host(settings, HOST, text);
        int port = settings.number(PORT, DEFAULT_PORT, NONE, 65535);
        String user = settings.text(USER, null);
        String password = settings.secret(PASSWORD, LEAST_PASSWORD);
        if ((user == null) != (password == null)) {
            settings.problem(user == null ? PASSWORD : USER,
                    "means nothing without " + (user == null ? USER : PASSWORD) + "; set both, or none");
        }
        if (port != NONE && user == null && !host.isLoopbackAddress()) {
            settings.problem(HOST, "can be reached by others: set " + USER + " and " + PASSWORD + ", or take 127.0.0.1");
        }
        if (user != null && user.indexOf(':') >= 0) {
            settings.problem(USER, "has a colon, which HTTP does not allow in a name (RFC 7617)");
        }
        boolean encrypted = settings.flag(TLS, false);
        if (encrypted && tls.keyStore() == null) {
            settings.problem(TLS, "needs a certificate: set javax.net.ssl.keyStore and its password");
        }
        return new Operations(port == NONE ? null : new Address(text, host, port), port != DEFAULT_PORT, encrypted, user, password,
                Duration.ofMillis(settings.number(SHUTDOWN_TIMEOUT, 10_000, 0, 600_000)));
    }
}
