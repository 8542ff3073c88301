/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.heartbeat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * What carries the bytes of a connection, as they are or encrypted. Never waits. Confined to the thread of its loop.
 */
interface Wire extends ReadableByteChannel {
    /** Takes as many bytes as can be taken now. */
    void write(ByteBuffer bytes) throws IOException;

    /**
     * True if more can be done as soon as the socket takes bytes again.
     *
     * @param unsent true if not all bytes have been taken
     */
    boolean isBlocked(boolean unsent);
}
