/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.message;

/**
 * What is wrong with a message, so that it is not sent on.
 */
public enum Defect {
    /** Its first line is not that of a SIP message: nothing that follows can be trusted to be where it seems. */
    GARBAGE,
    /** It is of another version of SIP. */
    VERSION,
    /** Its first line is that of a SIP request, but for blanks that must not be there. */
    MALFORMED_START,
    /** It ends before its headers or its body do. */
    TRUNCATED,
    /** It is longer, or has more headers, than is allowed. */
    OVERSIZE,
    /** Where it ends cannot be told: Content-Length is wrong, there twice, or missing on a stream. */
    LENGTH,
    /** A header that every message must have is missing. */
    MISSING_HEADER,
    /** A header that may be there once is there twice. */
    REPEATED_HEADER,
    /** A header that has to be read cannot be. */
    MALFORMED_HEADER;

    /** True if on a stream the place where the next message begins is still known. */
    public boolean isFramed() {
        return this == VERSION || this == MALFORMED_START || this == MISSING_HEADER || this == REPEATED_HEADER || this == MALFORMED_HEADER;
    }
}
