/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFormatTest {
    private static final int ROUNDS = 5_000;

    @ParameterizedTest
    @ValueSource(longs = {1, -1, 63, 64, -64, -65, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE})
    void numbersAreReadAsTheyWereWritten(long number) {
        StateReader reader = new StateReader(new StateWriter().field(7, number).toByteArray());
        assertThat(reader.next()).isTrue();
        assertThat(reader.number()).isEqualTo(7);
        assertThat(reader.asLong()).isEqualTo(number);
        assertThat(reader.next()).isFalse();
    }

    @Test
    void fieldsOfAllKindsAreReadAsTheyWereWritten() {
        byte[] state = new StateWriter().field(1, true).field(2, "caf\u00e9 \uD83D\uDCDE").field(3, new byte[]{0, -1}).field(4, new byte[0])
                .field(5, new StateWriter().field(1, 5)).each(Integer.MAX_VALUE, List.of("a", "b"), (writer, text) -> writer.field(1, text))
                .toByteArray();
        StateReader reader = new StateReader(state);
        assertThat(reader.next() && reader.asBoolean()).isTrue();
        assertThat(reader.next()).isTrue();
        assertThat(reader.asString()).isEqualTo("caf\u00e9 \uD83D\uDCDE");
        assertThat(reader.next()).isTrue();
        assertThat(reader.asBytes()).containsExactly(0, -1);
        assertThat(reader.next()).isTrue();
        assertThat(reader.asBytes()).isEmpty();
        assertThat(reader.next()).isTrue();
        StateReader nested = reader.nested();
        assertThat(nested.next()).isTrue();
        assertThat(nested.asInt()).isEqualTo(5);
        assertThat(nested.next()).isFalse();
        for (String expected : List.of("a", "b")) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.number()).isEqualTo(Integer.MAX_VALUE);
            StateReader element = reader.nested();
            assertThat(element.next()).isTrue();
            assertThat(element.asString()).isEqualTo(expected);
        }
        assertThat(reader.next()).isFalse();
    }

    @Test
    void defaultsAreNotWritten() {
        byte[] state = new StateWriter().field(1, 0).field(2, false).field(3, "").field(4, (String) null).field(5, (byte[]) null)
                .toByteArray();
        assertThat(state).isEmpty();
        assertThat(new StateReader(state).next()).isFalse();
    }

    @Test
    void fieldsThatAreNotAskedForAreSkipped() {
        StateReader reader = new StateReader(new StateWriter().field(1, "of a later release").field(2, 3).field(9, 4).toByteArray());
        long found = 0;
        while (reader.next()) {
            found = reader.number() == 9 ? reader.asInt() : found;
        }
        assertThat(found).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {Integer.MAX_VALUE + 1L, Integer.MIN_VALUE - 1L, Long.MAX_VALUE, Long.MIN_VALUE})
    void aNumberThatIsTooBigForWhatIsAskedIsAWrongFormat(long number) {
        StateReader reader = new StateReader(new StateWriter().field(1, number).toByteArray());
        reader.next();
        assertThatThrownBy(reader::asInt).isInstanceOf(StateFormatException.class);
    }

    @Test
    void aFieldOfAnotherKindIsAWrongFormat() {
        StateReader number = new StateReader(new StateWriter().field(1, 5).toByteArray());
        number.next();
        assertThatThrownBy(number::asString).isInstanceOf(StateFormatException.class);
        assertThatThrownBy(number::asBytes).isInstanceOf(StateFormatException.class);
        assertThatThrownBy(number::nested).isInstanceOf(StateFormatException.class);
        StateReader text = new StateReader(new StateWriter().field(1, "text").toByteArray());
        text.next();
        assertThatThrownBy(text::asLong).isInstanceOf(StateFormatException.class);
        assertThatThrownBy(text::asBoolean).isInstanceOf(StateFormatException.class);
    }

    @Test
    void aNumberOfMoreThan64BitsIsAWrongFormat() {
        byte[] tooLong = new byte[12];
        Arrays.fill(tooLong, (byte) 0xFF);
        tooLong[0] = 2;
        tooLong[11] = 1;
        assertThatThrownBy(new StateReader(tooLong)::next).isInstanceOf(StateFormatException.class);
        byte[] tooBig = {2, -1, -1, -1, -1, -1, -1, -1, -1, -1, 2};
        assertThatThrownBy(new StateReader(tooBig)::next).isInstanceOf(StateFormatException.class);
        tooBig[10] = 1;
        assertThat(new StateReader(tooBig).next()).isTrue();
    }

    @Test
    void randomBytesEndOrAreAWrongFormat() {
        Random random = new Random(3261);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            readAll(bytes);
        }
    }

    @Test
    void aDamagedStateEndsOrIsAWrongFormat() {
        StateWriter inner = new StateWriter().field(1, "sip:alice@example.com").field(2, Long.MIN_VALUE).field(3, new byte[50]);
        byte[] state = new StateWriter().field(1, inner).field(2, new StateWriter().field(1, inner)).field(3, "text").toByteArray();
        Random random = new Random(289);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] damaged = Arrays.copyOf(state, random.nextInt(state.length + 1));
            for (int hits = random.nextInt(4); hits > 0 && damaged.length > 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            readAll(damaged);
        }
    }

    private static void readAll(byte[] bytes) {
        read(new StateReader(bytes), 4);
    }

    private static void read(StateReader reader, int depth) {
        readable(() -> {
            while (reader.next()) {
                readable(reader::asInt);
                readable(reader::asBoolean);
                readable(reader::asBytes);
                readable(() -> reader.asString().getBytes(StandardCharsets.UTF_8));
                readable(() -> {
                    if (depth > 0) {
                        read(reader.nested(), depth - 1);
                    }
                });
            }
        });
    }

    /** Whatever else it throws fails the test. */
    private static void readable(Runnable read) {
        try {
            read.run();
        } catch (StateFormatException expected) {
            if (expected.getMessage() == null) {
                throw new AssertionError("says nothing", expected);
            }
        }
    }
}
