/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import java.io.Serializable;
import java.util.regex.Pattern;

import javax.servlet.sip.ar.SipApplicationRoutingRegion;

/**
 * How far a request has come in the chain of its method. Travels as a string, so that it can be stored and read by any node.
 *
 * @param position the index of the rule that was returned last; -1 for none
 * @param maker the application that made the request; empty if it came from the network
 * @param region the label of the one region that the request still visits; empty for all
 */
record DarState(int position, String maker, String region) {
    private static final Pattern SEPARATOR = Pattern.compile(",");
    private static final int PARTS = 3;

    /** The state of a request that has not been anywhere. @param maker null if it comes from the network */
    static DarState begin(String maker) {
        return new DarState(-1, maker == null ? "" : maker, "");
    }

    /** @return the state that a request carries; null if it carries none */
    static DarState of(Serializable stateInfo) {
        if (!(stateInfo instanceof String text)) {
            return null;
        }
        String[] parts = SEPARATOR.split(text, PARTS);
        try {
            return parts.length == PARTS ? new DarState(Integer.parseInt(parts[0]), parts[2], parts[1]) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    DarState at(int newPosition) {
        return new DarState(newPosition, this.maker, this.region);
    }

    /** The state of a request that goes the other way: it begins again, in the opposite region only. */
    DarState reversed(SipApplicationRoutingRegion current) {
        SipApplicationRoutingRegion opposite = switch (current.getType()) {
            case ORIGINATING -> SipApplicationRoutingRegion.TERMINATING_REGION;
            case TERMINATING -> SipApplicationRoutingRegion.ORIGINATING_REGION;
            case NEUTRAL -> null;
        };
        return opposite == null ? this : new DarState(-1, this.maker, opposite.getType().name());
    }

    boolean visits(SipApplicationRoutingRegion ruleRegion) {
        return this.region.isEmpty() || this.region.equals(ruleRegion.getType().name());
    }

    /** @return the maker; null if the request came from the network */
    String makerOrNull() {
        return this.maker.isEmpty() ? null : this.maker;
    }

    /** The string that {@link #of(Serializable)} reads. */
    String stateInfo() {
        return this.position + "," + this.region + "," + this.maker;
    }
}
