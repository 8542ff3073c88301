/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.message.HexText;
import org.wildfly.sip.balancer.message.HostPort;
import org.wildfly.sip.balancer.message.SipHash;
import org.wildfly.sip.balancer.message.SipUri;

/**
 * From where a client sends over UDP, and to which place: as it stands in Record-Route and Path for a client behind a NAT, so that requests
 * of nodes go back the same way (RFC 5626 section 5.2). Nothing is remembered for it; a keyed check keeps others from making it up.
 * Reusable; for one thread.
 */
final class DatagramFlow {
    private static final int PLACE_DIGITS = 2;
    private static final int PORT_DIGITS = 4;
    private static final int HALF_DIGITS = 16;
    private static final int V4_DIGITS = 8;
    private static final int CHECK_DIGITS = 16;
    private static final int LENGTH_V4 = PLACE_DIGITS + PORT_DIGITS + V4_DIGITS + CHECK_DIGITS;
    private static final int LENGTH_V6 = PLACE_DIGITS + PORT_DIGITS + 2 * HALF_DIGITS + CHECK_DIGITS;

    private final SipHash hash;
    private int place;
    private int port;
    private long high;
    private long low;

    /**
     * @param hash with the key of the check; of this object alone
     */
    DatagramFlow(SipHash hash) {
        this.hash = hash;
    }

    /** That of the message that is processed. */
    DatagramFlow set(Arrival arrival) {
        this.place = arrival.at().index();
        this.port = arrival.port();
        this.high = arrival.high();
        this.low = arrival.low();
        return this;
    }

    void write(ByteWriter out) {
        out.hex(this.place, PLACE_DIGITS).hex(this.port, PORT_DIGITS);
        if (HostPort.isV4(this.high, this.low)) {
            out.hex(this.low, V4_DIGITS);
        } else {
            out.hex(this.high, HALF_DIGITS).hex(this.low, HALF_DIGITS);
        }
        out.hex(check(), CHECK_DIGITS);
    }

    /** Reads what a URI says: the place to send from; null if it is something else, made up by others, or not possible any more. */
    ListeningPoint read(byte[] bytes, SipUri uri, OwnAddresses own) {
        boolean good = read(bytes, uri.flowFrom(), uri.flowTo());
        return good ? own.clientPlace(this.place, HostPort.isV4(this.high, this.low)) : null;
    }

    private boolean read(byte[] bytes, int from, int to) {
        if (to - from != LENGTH_V4 && to - from != LENGTH_V6) {
            return false;
        }
        int portFrom = from + PLACE_DIGITS;
        int hostFrom = portFrom + PORT_DIGITS;
        int checkFrom = to - CHECK_DIGITS;
        this.place = (int) HexText.read(bytes, from, portFrom);
        this.port = (int) HexText.read(bytes, portFrom, hostFrom);
        boolean v4 = to - from == LENGTH_V4;
        this.high = v4 ? 0 : HexText.read(bytes, hostFrom, hostFrom + HALF_DIGITS);
        this.low = v4
                ? HostPort.v4Low(HexText.read(bytes, hostFrom, checkFrom))
                : HexText.read(bytes, hostFrom + HALF_DIGITS, checkFrom);
        return this.port > 0 && HexText.read(bytes, checkFrom, to) == check();
    }

    private long check() {
        return this.hash.reset().updateInt(this.place).updateInt(this.port).updateInt((int) (this.high >>> 32)).updateInt((int) this.high)
                .updateInt((int) (this.low >>> 32)).updateInt((int) this.low).finish();
    }

    int port() {
        return this.port;
    }

    long high() {
        return this.high;
    }

    long low() {
        return this.low;
    }
}
