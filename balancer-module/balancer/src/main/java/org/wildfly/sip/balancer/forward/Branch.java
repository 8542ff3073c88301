/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.forward;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.wildfly.sip.balancer.message.ByteWriter;
import org.wildfly.sip.balancer.message.HeaderValues;
import org.wildfly.sip.balancer.message.QuickHash;
import org.wildfly.sip.balancer.message.SipHash;
import org.wildfly.sip.balancer.message.SipMessage;
import org.wildfly.sip.balancer.message.Via;
import org.wildfly.sip.balancer.node.Node;

/**
 * The branch of the balancer's Via (RFC 3261 section 16.11): computed, so that a retransmission, the ACK of a failed INVITE and a CANCEL
 * get the same as the INVITE had, on any balancer. It tells the leg on which the request came, and holds a hash of what decides on the
 * way, by which a loop is told from a spiral (section 16.3, step 4). For a request to a node it names the node, so that any balancer can
 * account the response to it.
 */
final class Branch {
    private static final byte[] COOKIE = "z9hG4bK".getBytes(StandardCharsets.US_ASCII);
    private static final int TAG_DIGITS = 4;
    private static final int HASH_DIGITS = 16;
    private static final int LOOP_DIGITS = 8;
    private static final int LENGTH = COOKIE.length + 1 + TAG_DIGITS + HASH_DIGITS + LOOP_DIGITS;

    private final SipHash hash;
    private final QuickHash quick = new QuickHash();
    private final ByteWriter expected = new ByteWriter(LOOP_DIGITS);
    private final HeaderValues vias = new HeaderValues();
    private final HeaderValues routes = new HeaderValues();
    private final Via via = new Via();
    private boolean emptyVia;

    Branch(SipHash hash) {
        this.hash = hash;
    }

    /**
     * Writes the branch for a request.
     *
     * @param leg  on which it came
     * @param node to which it goes; null if it goes to none
     */
    void write(SipMessage request, Leg leg, Node node, ByteWriter out) {
        out.put(COOKIE).put(leg.mark()).hex(node == null ? 0 : node.tag(), TAG_DIGITS).hex(transaction(request), HASH_DIGITS)
                .hex(way(request, leg), LOOP_DIGITS);
    }

    /** The leg on which the request came that an own Via belongs to; null if the balancer has not written that branch. */
    static Leg leg(SipMessage response) {
        Via via = response.topVia();
        if (via.branchTo() - via.branchFrom() != LENGTH) {
            return null;
        }
        byte mark = response.bytes()[via.branchFrom() + COOKIE.length];
        return mark == Leg.EXTERNAL.mark() ? Leg.EXTERNAL : mark == Leg.INTERNAL.mark() ? Leg.INTERNAL : null;
    }

    /** The {@link Node#tag() tag} of the node to which the request went; 0 if it went to none. Only for a branch of a balancer. */
    static int tag(SipMessage message) {
        int from = message.topVia().branchFrom() + COOKIE.length + 1;
        int tag = 0;
        for (int i = from; i < from + TAG_DIGITS; i++) {
            tag = tag << 4 | Math.max(0, Character.digit(message.bytes()[i], 16));
        }
        return tag;
    }

    /** The hash of the transaction that {@link #write} has written, the same for an INVITE and its CANCEL. Only for a branch of a balancer. */
    static long transactionOf(SipMessage message) {
        int from = message.topVia().branchFrom() + COOKIE.length + 1 + TAG_DIGITS;
        long transaction = 0;
        for (int i = from; i < from + HASH_DIGITS; i++) {
            transaction = transaction << 4 | Math.max(0, Character.digit(message.bytes()[i], 16));
        }
        return transaction;
    }

    /** True if a request has passed the balancer before and nothing that decides on its way has changed since. */
    boolean isLoop(SipMessage request, Leg leg, OwnAddresses own) {
        this.emptyVia = false;
        this.expected.clear();
        this.vias.toTopVia(request);
        if (isLoop(request, request.topVia(), leg, own)) {
            return true;
        }
        while (this.vias.next()) {
            this.emptyVia |= this.vias.from() == this.vias.to();
            if (request.parse(this.vias, this.via) && isLoop(request, this.via, leg, own)) {
                return true;
            }
        }
        return false;
    }

    /** True if one of the Vias that {@link #isLoop} has looked at is empty: commas without a value between them. */
    boolean hasEmptyVia() {
        return this.emptyVia;
    }

    private boolean isLoop(SipMessage request, Via via, Leg leg, OwnAddresses own) {
        if (via.branchTo() - via.branchFrom() != LENGTH || own.find(via) == null) {
            return false;
        }
        if (this.expected.length() == 0) {
            // Once, however many Vias look as if they were own ones.
            this.expected.hex(way(request, leg), LOOP_DIGITS);
        }
        int from = via.branchTo() - LOOP_DIGITS;
        return Arrays.equals(request.bytes(), from, from + LOOP_DIGITS, this.expected.bytes(), 0, LOOP_DIGITS);
    }

    /** What tells the transaction of a request that has come from others. */
    long transaction(SipMessage request) {
        byte[] bytes = request.bytes();
        Via top = request.topVia();
        if (isUnique(bytes, top)) {
            return transaction(bytes, top);
        }
        this.hash.reset().update(bytes, top.sentBy().from(), top.sentBy().to());
        // A client of RFC 2543: what its transactions are told apart by, but the method and the To tag.
        this.hash.update(bytes, request.uriFrom(), request.uriTo()).updateInt(request.sequence());
        request.hashCallId(this.hash);
        return request.hashFrom(this.hash).update(bytes, top.from(), top.to()).finish();
    }

    private long transaction(byte[] bytes, Via via) {
        return this.hash.reset().update(bytes, via.sentBy().from(), via.sentBy().to()).update(bytes, via.branchFrom(), via.branchTo())
                .finish();
    }

    /**
     * True if a balancer has written the branch of a response's own Via for a request with the given Via. False, too, for the Via of a
     * client of RFC 2543, which the branch does not depend on alone.
     */
    boolean isFor(SipMessage response, Via next) {
        return isUnique(response.bytes(), next) && transaction(response.bytes(), next) == transactionOf(response);
    }

    /** True for the branch of a client of RFC 3261, which is another one for each transaction. */
    private static boolean isUnique(byte[] bytes, Via via) {
        return via.branchTo() - via.branchFrom() > COOKIE.length && isCookie(bytes, via.branchFrom());
    }

    /** Of the message itself that is held against an own Via in it: who makes two of them alike only harms his own request. */
    private long way(SipMessage request, Leg leg) {
        this.quick.reset().update(leg.mark()).update(request.bytes(), request.uriFrom(), request.uriTo());
        request.routes(this.routes);
        while (this.routes.next()) {
            this.quick.update(request.bytes(), this.routes.from(), this.routes.to());
        }
        return this.quick.finish();
    }

    private static boolean isCookie(byte[] bytes, int from) {
        for (int i = 0; i < COOKIE.length; i++) {
            if (bytes[from + i] != COOKIE[i]) {
                return false;
            }
        }
        return true;
    }
}
