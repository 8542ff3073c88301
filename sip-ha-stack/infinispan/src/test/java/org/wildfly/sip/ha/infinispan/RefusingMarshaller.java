/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import org.infinispan.commons.dataconversion.MediaType;
import org.infinispan.commons.io.ByteBuffer;
import org.infinispan.commons.marshall.AbstractMarshaller;

/** Stands for a server's marshaller that knows no type of ours. */
public final class RefusingMarshaller extends AbstractMarshaller {
    @Override
    public Object objectFromByteBuffer(byte[] bytes, int offset, int length) {
        throw new IllegalStateException("asked to read");
    }

    @Override
    protected ByteBuffer objectToBuffer(Object object, int estimatedSize) {
        throw new IllegalStateException("asked to write " + object.getClass());
    }

    @Override
    public boolean isMarshallable(Object object) {
        return false;
    }

    @Override
    public MediaType mediaType() {
        return MediaType.fromString("application/x-refusing");
    }
}
