/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container;

import java.io.IOException;

/** Turns attribute values of an application's sessions, and the info of its timers, into bytes and back. Safe for use by many threads. */
public interface AttributeMarshaller {
    /** Whether a value can be marshalled; false makes {@code setAttribute} of a distributable application fail (JSR 289 section 6.4.2). */
    boolean isMarshallable(Object value);

    /** @throws IOException if the value, or something it refers to, cannot be marshalled */
    byte[] marshal(Object value) throws IOException;

    /** @throws IOException if the bytes are not those of an admitted value, or a class is missing */
    Object unmarshal(byte[] bytes) throws IOException;
}
