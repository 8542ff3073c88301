/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.statistics;

/**
 * What a balancer counts.
 */
public enum Counter {
    /** Requests sent on to nodes. */
    REQUESTS_TO_NODES("requestsToNodes", false),
    /** Requests of nodes sent on. */
    REQUESTS_FROM_NODES("requestsFromNodes", false),
    /** Responses sent on to clients. */
    RESPONSES_TO_CLIENTS("responsesToClients", false),
    /** Responses sent on to nodes. */
    RESPONSES_TO_NODES("responsesToNodes", false),
    /** Requests that the balancer has answered itself: no node, too many hops, a loop. */
    REJECTED("rejected", false),
    /** Messages to dead nodes that went to another. */
    FAILED_OVER("failedOver", false),
    /** Requests that were sent to another node, or place, because theirs died, or could not be reached, before it answered. */
    SENT_AGAIN("sentAgain", false),
    /** Keep-alives (RFC 5626 section 4.4.1, empty datagrams). */
    KEEP_ALIVES("keepAlives", false),
    /** Names of nodes in Routes that were not followed, because the check value was wrong. */
    FORGED_HINTS("forgedHints", false),
    /** Dropped, or refused if so configured: requests of those who are blocked. */
    BLOCKED("blocked", true),
    /** Announcements of nodes that were refused. */
    ANNOUNCEMENTS_REFUSED("announcementsRefused", false),
    /** Dropped: not SIP. */
    GARBAGE("garbage", true),
    /** Dropped: incomplete. */
    TRUNCATED("truncated", true),
    /** Dropped: too long. */
    OVERSIZE("oversize", true),
    /** Dropped: a header that must be there is missing, is there twice, or cannot be read. */
    MALFORMED("malformed", true),
    /** Dropped: a response that is not for this balancer, or goes no further. */
    STRAY_RESPONSE("strayResponse", true),
    /** Dropped: an ACK that cannot be or need not be sent on. */
    ACK("ack", true),
    /** Dropped: the next hop is not known, or is on a transport that there is not. */
    NO_NEXT_HOP("noNextHop", true),
    /** Dropped: a host name was not found, or too many are being looked up. */
    UNRESOLVED("unresolved", true),
    /** Dropped: sending failed. */
    SEND_FAILED("sendFailed", true),
    /** Dropped: the other side of a connection does not read fast enough. */
    CONGESTED("congested", true),
    /** Messages that should have been captured, but came faster than they can be handled. */
    NOT_CAPTURED("notCaptured", false),
    /** Connections that were closed because there are too many. */
    CONNECTION_LIMIT("connectionLimit", false),
    /** Connections that were closed because TLS or WebSocket could not be agreed upon. */
    HANDSHAKE_FAILED("handshakeFailed", false),
    /** Dropped: the balancer's own fault. */
    INTERNAL_ERROR("internalError", true);

    private final String label;
    private final boolean drop;

    Counter(String label, boolean drop) {
        this.label = label;
        this.drop = drop;
    }

    /** The name that operators see. */
    public String label() {
        return this.label;
    }

    /** True if it counts dropped messages. */
    public boolean isDrop() {
        return this.drop;
    }
}
