/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.address;

/**
 * Decides which parts of an address or URI may be changed where it is used, and hears of changes. An address of an application's own may be
 * changed freely; one that is part of a message only as JSR 289 section 4.1.3 allows.
 */
public interface ChangeGuard {
    /** What is about to be changed. */
    enum Part {
        /** The value of a header field that is no address. */
        VALUE,
        /** A parameter of a header field. */
        PARAMETER,
        /** The display name of an address. */
        DISPLAY_NAME,
        /** The whole URI of an address. */
        URI,
        /** The user, or the phone number, of a URI. */
        URI_USER,
        /** Where a URI leads: scheme, host, port, and the password that goes with them. */
        URI_LOCATION,
        /** A parameter of a URI. */
        URI_PARAMETER,
        /** A header of a URI. */
        URI_HEADER
    }

    /** Allows everything. */
    ChangeGuard NONE = (part, name) -> {
    };

    /**
     * Called before a change.
     *
     * @param part what is about to be changed
     * @param name the name of the parameter or header; null for other parts
     * @throws IllegalStateException if it must not be changed
     */
    void check(Part part, String name);

    /** Called after a change; by default nothing. */
    default void changed() {
    }
}
