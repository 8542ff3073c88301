/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.marshalling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import javax.management.BadAttributeValueExpException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wildfly.sip.container.AttributeMarshaller;

class AttributeMarshallersTest {
    private static final int PROTO_STREAM = 1;
    private static final int SERIALIZED = 2;

    private final AttributeMarshaller marshaller = AttributeMarshallers.create(AttributeMarshallersTest.class.getClassLoader());

    static Stream<Object> values() {
        return Stream.of("text", 1, 2L, 3.0, true, 'c', new byte[]{1, 2}, UUID.randomUUID(), URI.create("sip:alice@example.org"),
                Instant.now(), Duration.ofSeconds(5), new ArrayList<>(List.of("a", "b")), new HashMap<>(Map.of("k", 1L)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesOfThePlatformComeBack(Object value) throws IOException {
        assertThat(this.marshaller.isMarshallable(value)).isTrue();
        byte[] bytes = this.marshaller.marshal(value);
        assertThat(bytes[0]).isEqualTo((byte) PROTO_STREAM);
        assertThat(this.marshaller.unmarshal(bytes)).isEqualTo(value);
    }

    @Test
    void nothingComesBackAsNothing() throws IOException {
        assertThat(this.marshaller.unmarshal(this.marshaller.marshal(null))).isNull();
    }

    @Test
    void aSerializableClassOfTheApplicationComesBack() throws IOException {
        Bill bill = new Bill("alice", new ArrayList<>(List.of(1L, 2L)));
        byte[] bytes = this.marshaller.marshal(bill);
        assertThat(bytes[0]).isEqualTo((byte) SERIALIZED);
        assertThat(this.marshaller.unmarshal(bytes)).isEqualTo(bill);
    }

    @Test
    void aConstantOfAnEnumerationComesBack() throws IOException {
        assertThat(this.marshaller.unmarshal(this.marshaller.marshal(Thread.State.BLOCKED))).isEqualTo(Thread.State.BLOCKED);
    }

    @Test
    void aClassOfTheApplicationWithinACollectionComesBack() throws IOException {
        List<Bill> bills = new ArrayList<>(List.of(new Bill("alice", new ArrayList<>())));
        assertThat(this.marshaller.unmarshal(this.marshaller.marshal(bills))).isEqualTo(bills);
    }

    @Test
    void whatCannotBeMarshalledIsNamed() {
        Object value = new Object();
        assertThat(this.marshaller.isMarshallable(value)).isFalse();
        assertThatThrownBy(() -> this.marshaller.marshal(value)).isInstanceOf(IOException.class).hasMessageContaining("java.lang.Object");
        List<Object> values = new ArrayList<>(List.of(value));
        assertThatThrownBy(() -> this.marshaller.marshal(values)).isInstanceOf(IOException.class).hasMessageContaining("java.lang.Object");
    }

    @Test
    void classesThatAreNeitherTheApplicationsNorValuesAreNotRead() throws IOException {
        byte[] bytes = serialized(new BadAttributeValueExpException("gadget"));
        assertThatThrownBy(() -> this.marshaller.unmarshal(bytes)).isInstanceOf(IOException.class);
    }

    @Test
    void proxiesAreNotRead() throws IOException {
        InvocationHandler handler = (InvocationHandler & java.io.Serializable) (proxy, method, arguments) -> null;
        byte[] bytes = serialized(Proxy.newProxyInstance(this.getClass().getClassLoader(), new Class<?>[]{Runnable.class}, handler));
        assertThatThrownBy(() -> this.marshaller.unmarshal(bytes)).isInstanceOf(IOException.class);
    }

    @Test
    void aGraphThatIsTooDeepIsNotRead() throws IOException {
        Object nested = "core";
        for (int i = 0; i < 500; i++) {
            nested = new Object[]{nested};
        }
        byte[] bytes = serialized(nested);
        assertThatThrownBy(() -> this.marshaller.unmarshal(bytes)).isInstanceOf(IOException.class);
    }

    @Test
    void bytesThatNobodyWroteAreRefused() throws IOException {
        assertThatThrownBy(() -> this.marshaller.unmarshal(new byte[0])).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> this.marshaller.unmarshal(new byte[]{9, 1, 2})).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> this.marshaller.unmarshal(new byte[]{PROTO_STREAM, -1, -1, -1})).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> this.marshaller.unmarshal(new byte[]{SERIALIZED, 1, 2, 3})).isInstanceOf(IOException.class);
    }

    private static byte[] serialized(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(SERIALIZED);
        try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
            objects.writeObject(value);
        }
        return bytes.toByteArray();
    }
}
