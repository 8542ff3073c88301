/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A setting that is well written and yet cannot be used: a file, a class or a port. Its message says why, and what to do.
 */
public final class SettingException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String key;

    /**
     * @param key     of the setting
     * @param message names it, too
     * @param cause   or null
     */
    public SettingException(String key, String message, Throwable cause) {
        super(message, cause);
        this.key = key;
    }

    /**
     * A port that cannot be bound.
     *
     * @param what is to be served there, for instance "SIP messages on UDP"
     * @param key  of the port
     */
    public static SettingException port(String what, InetSocketAddress address, String key, Throwable cause) {
        Throwable first = cause;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        InetAddress host = address.getAddress();
        String text = host.getHostAddress().indexOf(':') < 0 ? host.getHostAddress() : '[' + host.getHostAddress() + ']';
        return new SettingException(key, "cannot listen for " + what + ' ' + text + ':' + address.getPort() + " (" + key + "): "
                + first.getMessage() + cure(String.valueOf(first.getMessage()), key), cause);
    }

    /** The key of the setting. */
    public String key() {
        return this.key;
    }

    private static String cure(String reason, String key) {
        if (reason.contains("already in use")) {
            return "; stop the process that has the port, or set another " + key;
        }
        if (reason.contains("assign requested address")) {
            return "; set a host that is an address of this machine"
                    + " (net.ipv4.ip_nonlocal_bind allows one that it shares with another and has not got now)";
        }
        if (reason.contains("Permission denied")) {
            return "; ports below 1024 need the right to bind them (CAP_NET_BIND_SERVICE)";
        }
        return "";
    }
}
