/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.net.InetSocketAddress;

import org.wildfly.sip.balancer.config.BalancerConfiguration.Capture;

/**
 * The section of the file that says which messages are kept and sent to Homer.
 */
final class CaptureSection {
    private static final String BUFFER = "captureBufferSize";
    private static final String EVERY = "captureEvery";
    private static final String HEP_HOST = "hepHost";
    private static final String HEP_PORT = "hepPort";
    private static final String HEP_ID = "hepId";
    private static final String HEP_PASSWORD = "hepPassword";

    private CaptureSection() {
    }

    static Capture read(Settings settings) {
        settings.live(BUFFER, EVERY, HEP_HOST, HEP_PORT, HEP_ID, HEP_PASSWORD);
        String host = settings.text(HEP_HOST, null);
        int port = settings.number(HEP_PORT, 9060, 1, 65535);
        InetSocketAddress hep = host == null ? null : new InetSocketAddress(AddressSection.host(settings, HEP_HOST, host), port);
        return new Capture(settings.number(BUFFER, 0, 0, 67_108_864), settings.number(EVERY, 1, 1, 1_000_000), hep,
                settings.number(HEP_ID, 2001, 0, Integer.MAX_VALUE), settings.secret(HEP_PASSWORD, 1));
    }
}
