/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.marshalling;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;

import org.wildfly.clustering.marshalling.ByteBufferMarshaller;
import org.wildfly.extension.sip.logging.SipExtensionLogger;
import org.wildfly.sip.container.AttributeMarshaller;

/**
 * Marshals by ProtoStream what that knows, by Java serialization what is {@link Serializable} beyond it. The first byte tells which of them
 * wrote the rest.
 */
class ApplicationAttributeMarshaller implements AttributeMarshaller {
    private static final int NULL = 0;
    private static final int PROTO_STREAM = 1;
    private static final int SERIALIZED = 2;

    private final ByteBufferMarshaller protoStream;
    private final JavaSerialization serialization;

    ApplicationAttributeMarshaller(ByteBufferMarshaller protoStream, JavaSerialization serialization) {
        this.protoStream = protoStream;
        this.serialization = serialization;
    }

    @Override
    public boolean isMarshallable(Object value) {
        return value == null || value instanceof Serializable || this.protoStream.test(value);
    }

    @Override
    public byte[] marshal(Object value) throws IOException {
        if (value == null) {
            return new byte[]{NULL};
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (this.protoStream.test(value)) {
            bytes.write(PROTO_STREAM);
            try {
                this.protoStream.writeTo(bytes, value);
                return bytes.toByteArray();
            } catch (IOException | RuntimeException e) {
                // a type that ProtoStream knows may hold one that it does not know
                if (!(value instanceof Serializable)) {
                    throw SipExtensionLogger.LOGGER.notMarshallable(value.getClass().getName(), e);
                }
                bytes.reset();
            }
        } else if (!(value instanceof Serializable)) {
            throw SipExtensionLogger.LOGGER.notMarshallable(value.getClass().getName(), null);
        }
        bytes.write(SERIALIZED);
        this.serialization.write(bytes, value);
        return bytes.toByteArray();
    }

    @Override
    public Object unmarshal(byte[] bytes) throws IOException {
        InputStream in = new ByteArrayInputStream(bytes);
        int format = in.read();
        return switch (format) {
            case NULL -> null;
            case PROTO_STREAM -> this.readProtoStream(in);
            case SERIALIZED -> this.serialization.read(in);
            default -> throw SipExtensionLogger.LOGGER.unknownFormat(format);
        };
    }

    private Object readProtoStream(InputStream in) throws IOException {
        try {
            return this.protoStream.readFrom(in);
        } catch (RuntimeException e) {
            // how ProtoStream answers to bytes that it cannot read
            throw SipExtensionLogger.LOGGER.notReadable(e);
        }
    }
}
