/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.ha.codec.StateReader;
import org.wildfly.sip.ha.codec.StateWriter;

/**
 * The attributes of a session. What came from another node stays as bytes until it is asked for; what the application may have changed behind
 * our back (it got a mutable value) is marshalled anew with the next write. Safe for use by many threads.
 */
public final class Attributes {
    private static final int NAME = 1;
    private static final int VALUE = 2;

    private final Map<String, Attribute> values = new LinkedHashMap<>();
    private final AttributeCodec codec;

    /** @param codec turns values into bytes and back */
    public Attributes(AttributeCodec codec) {
        this.codec = codec;
    }

    /** The value of an attribute; null if there is none, or if it came from another node and cannot be read here. */
    public synchronized Object get(String name) {
        Attribute attribute = this.values.get(name);
        return attribute == null ? null : attribute.value(name, this.codec);
    }

    /** Whether reading an attribute lets the application change it, so that it has to be written again. */
    public synchronized boolean isMutable(String name) {
        Attribute attribute = this.values.get(name);
        return attribute != null && !isImmutable(attribute.value(name, this.codec));
    }

    /** Sets an attribute. @return its former value; null if it had none */
    public synchronized Object put(String name, Object value) {
        Attribute former = this.values.put(name, new Attribute(value));
        return former == null ? null : former.value(name, this.codec);
    }

    /** Removes an attribute. @return its value; null if there was none */
    public synchronized Object remove(String name) {
        Attribute former = this.values.remove(name);
        return former == null ? null : former.value(name, this.codec);
    }

    /** The names, as they are now. */
    public synchronized Set<String> names() {
        return Collections.unmodifiableSet(new java.util.LinkedHashSet<>(this.values.keySet()));
    }

    /** The attributes as text, for management. */
    public synchronized Map<String, String> view() {
        Map<String, String> view = new LinkedHashMap<>();
        this.values.forEach((name, attribute) -> view.put(name, attribute.view(name, this.codec)));
        return view;
    }

    synchronized void encode(StateWriter writer, int number) {
        writer.each(number, this.values.entrySet(), (nested, entry) -> nested.field(NAME, entry.getKey())
                .field(VALUE, entry.getValue().bytes(entry.getKey(), this.codec)));
    }

    synchronized void decode(StateReader nested) {
        String name = "";
        byte[] bytes = null;
        while (nested.next()) {
            if (nested.number() == NAME) {
                name = nested.asString();
            } else if (nested.number() == VALUE) {
                bytes = nested.asBytes();
            }
        }
        if (bytes != null) {
            this.values.put(name, new Attribute(bytes));
        }
    }

    private static boolean isImmutable(Object value) {
        return value == null || value instanceof String || value instanceof Number || value instanceof Boolean || value instanceof Character
                || value instanceof Enum || value instanceof java.time.temporal.Temporal || value instanceof java.util.UUID
                || value instanceof javax.servlet.sip.SipSession || value instanceof javax.servlet.sip.SipApplicationSession;
    }

    /** Bytes and values of session attributes. */
    public interface AttributeCodec {
        /** A codec for sessions that are not replicated. */
        static AttributeCodec none() {
            return new AttributeCodec() {
                @Override
                public byte[] marshal(Object value) {
                    return null;
                }

                @Override
                public Object unmarshal(byte[] bytes) {
                    return null;
                }
            };
        }

        /** Makes a codec of two functions that do not fail. */
        static AttributeCodec of(Function<Object, byte[]> marshal, Function<byte[], Object> unmarshal) {
            return new AttributeCodec() {
                @Override
                public byte[] marshal(Object value) {
                    return marshal.apply(value);
                }

                @Override
                public Object unmarshal(byte[] bytes) {
                    return unmarshal.apply(bytes);
                }
            };
        }

        /** @return the value as bytes; null to leave it out */
        byte[] marshal(Object value) throws IOException;

        /** @return the value of the bytes */
        Object unmarshal(byte[] bytes) throws IOException;

        /** @return something that tells of the value of the bytes */
        default Object view(byte[] bytes) throws IOException {
            return this.unmarshal(bytes);
        }
    }

    private static final class Attribute {
        private Object value;
        private byte[] bytes;

        Attribute(Object value) {
            this.value = value;
        }

        Attribute(byte[] bytes) {
            this.bytes = bytes;
        }

        Object value(String name, AttributeCodec codec) {
            if (this.value == null && this.bytes != null) {
                try {
                    this.value = codec.unmarshal(this.bytes);
                } catch (IOException | RuntimeException unreadable) {
                    ContainerLogger.LOGGER.attributeNotReadable(name, unreadable);
                }
            }
            return this.value;
        }

        String view(String name, AttributeCodec codec) {
            try {
                return String.valueOf(this.value != null || this.bytes == null ? this.value : codec.view(this.bytes));
            } catch (IOException | RuntimeException unreadable) {
                ContainerLogger.LOGGER.attributeNotReadable(name, unreadable);
                return null;
            }
        }

        byte[] bytes(String name, AttributeCodec codec) {
            if (this.value != null && (this.bytes == null || !isImmutable(this.value))) {
                try {
                    this.bytes = codec.marshal(this.value);
                } catch (IOException | RuntimeException unwritable) {
                    ContainerLogger.LOGGER.attributeNotReplicated(name, unwritable);
                }
            }
            return this.bytes;
        }
    }
}
