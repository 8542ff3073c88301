/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A network (RFC 4632), {@code 10.0.0.0/8} for instance, or a single address. Immutable.
 */
public final class AddressRange {
    private final byte[] address;
    private final int bits;

    private AddressRange(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /**
     * Reads the text of a network or an address; names are not looked up.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        if (host.isEmpty() || !host.contains(":") && !host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9')) {
            throw new IllegalArgumentException(text);
        }
        try {
            byte[] address = InetAddress.getByName(host).getAddress();
            int bits = slash < 0 ? address.length * 8 : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > address.length * 8) {
                throw new IllegalArgumentException(text);
            }
            return new AddressRange(address, bits);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** True if an address is in this network. */
    public boolean contains(InetAddress other) {
        byte[] bytes = other.getAddress();
        if (bytes.length != this.address.length) {
            return false;
        }
        for (int i = 0; i < this.bits; i += 8) {
            int mask = this.bits - i >= 8 ? 0xff : 0xff << 8 - (this.bits - i);
            if (((bytes[i / 8] ^ this.address[i / 8]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(this.address).getHostAddress() + '/' + this.bits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
