/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.net.ProtocolException;

/**
 * One frame as it came.
 *
 * @param type    what it is, null if this release does not know it
 * @param payload its content
 */
record Frame(FrameType type, byte[] payload) {

    /** A reader of the payload. */
    PayloadReader reader() {
        return new PayloadReader(this.payload);
    }

    /** Fails unless this is one of the given types. */
    void require(FrameType expected) throws ProtocolException {
        if (this.type != expected) {
            throw new ProtocolException(expected + " expected, not " + this.type);
        }
    }
}
