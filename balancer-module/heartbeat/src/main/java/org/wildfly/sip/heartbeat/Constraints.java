/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What the values of a description must be, whether they come from a caller or from the wire.
 */
final class Constraints {

    private Constraints() {
    }

    static void text(String what, String value, int limit) {
        Objects.requireNonNull(value, what);
        if (value.isEmpty() || value.length() > limit || value.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(what + ": 1 to " + limit + " printable characters expected");
        }
    }

    static void token(String what, String value, int limit) {
        text(what, value, limit);
        if (value.chars()
                .anyMatch(c -> !(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || "-_.!~*'()+".indexOf(c) >= 0))) {
            throw new IllegalArgumentException(what + ": only letters, digits and -_.!~*'()+ may stand in it, not \"" + value + '"');
        }
    }

    static void port(String what, int port) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException(what + ": 1 to 65535 expected, not " + port);
        }
    }

    static Map<Transport, InetSocketAddress> addresses(String what, Map<Transport, InetSocketAddress> addresses) {
        Map<Transport, InetSocketAddress> copy = new EnumMap<>(Transport.class);
        copy.putAll(addresses);
        copy.values().forEach(address -> {
            if (address.isUnresolved()) {
                throw new IllegalArgumentException(what + ": " + address.getHostString() + " is not resolved");
            }
            port(what, address.getPort());
        });
        return Collections.unmodifiableMap(copy);
    }
}
