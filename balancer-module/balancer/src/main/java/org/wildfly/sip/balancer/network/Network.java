/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.network;

import java.math.BigInteger;
import java.net.InetAddress;

/**
 * A block of addresses (RFC 4632, RFC 4291 section 2.3). Immutable.
 *
 * @param address one of its addresses
 * @param prefix  how many leading bits its addresses have in common
 */
public record Network(InetAddress address, int prefix) {

    /**
     * Reads {@code address} or {@code address/prefix}.
     *
     * @throws IllegalArgumentException if it is neither; the message says what is expected
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = AddressText.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException("\"" + text + "\" is no network; write 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32");
        }
        int bits = address.getAddress().length * 8;
        if (slash < 0) {
            return new Network(address, bits);
        }
        String prefix = text.substring(slash + 1);
        if (!prefix.isEmpty() && prefix.length() <= 3 && prefix.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(prefix) <= bits) {
            return new Network(address, Integer.parseInt(prefix));
        }
        throw new IllegalArgumentException("\"" + text + "\": a prefix of 0 to " + bits + " bits is expected after the slash");
    }

    /** True if an address belongs to the block. */
    public boolean contains(InetAddress other) {
        byte[] one = this.address.getAddress();
        byte[] two = other.getAddress();
        int rest = one.length * 8 - this.prefix;
        return one.length == two.length && new BigInteger(1, one).xor(new BigInteger(1, two)).shiftRight(rest).signum() == 0;
    }

    @Override
    public String toString() {
        return this.address.getHostAddress() + '/' + this.prefix;
    }
}
