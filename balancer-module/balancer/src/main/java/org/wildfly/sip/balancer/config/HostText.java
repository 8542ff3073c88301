/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.wildfly.sip.balancer.config.BalancerConfiguration.HostName;
import org.wildfly.sip.balancer.config.BalancerConfiguration.Server;
import org.wildfly.sip.balancer.message.ShortAddress;

/**
 * Hosts as they are written in the configuration and stand in messages. Names are not looked up: the balancer only says them, and knows
 * them when others do.
 */
final class HostText {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\\]?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?");
    private static final String WITHOUT_PORT = "write it without a port";
    private static final Pattern PORT = Pattern.compile("(.*[^:]|\\[.*\\]):([0-9]{1,5})");

    private HostText() {
    }

    /** The hosts of a key, which are separated by commas. */
    static List<HostName> hosts(Settings settings, String key) {
        return settings.list(key).stream().map(text -> host(settings, key, text, WITHOUT_PORT)).toList();
    }

    /** The hosts of a key with their ports, which may be missing; parameters after a semicolon are for others to read. */
    static List<Server> servers(Settings settings, String key, int defaultPort) {
        List<Server> servers = new ArrayList<>();
        for (String text : settings.list(key)) {
            String authority = text.split(";", 2)[0].strip();
            boolean hasPort = PORT.matcher(authority).matches() && (authority.indexOf(':') == authority.lastIndexOf(':')
                    || authority.startsWith("["));
            int colon = authority.lastIndexOf(':');
            int port = hasPort ? Integer.parseInt(authority.substring(colon + 1)) : defaultPort;
            if (port < 1 || port > 65535) {
                settings.problem(key, "has \"" + text + "\", whose port is not from 1 to 65535");
            }
            servers.add(new Server(host(settings, key, hasPort ? authority.substring(0, colon) : authority, "write host or host:port"),
                    port));
        }
        return List.copyOf(servers);
    }

    private static HostName host(Settings settings, String key, String text, String form) {
        if (!ADDRESS.matcher(text).matches()) {
            checkName(settings, key, text, form);
            return new HostName(text, null);
        }
        InetAddress address = AddressSection.host(settings, key, text);
        return new HostName(ShortAddress.host(address), address);
    }

    static void checkName(Settings settings, String key, String text) {
        checkName(settings, key, text, WITHOUT_PORT);
    }

    private static void checkName(Settings settings, String key, String text, String form) {
        if (!NAME.matcher(text).matches()) {
            settings.problem(key, "has \"" + text + "\", which is neither an address nor a host name; " + form);
        }
    }
}
