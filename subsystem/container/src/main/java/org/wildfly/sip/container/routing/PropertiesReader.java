/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import java.util.ArrayList;
import java.util.List;

import org.wildfly.sip.container.routing.PositionedProperty.Position;

/**
 * Reads a file in the format of {@link java.util.Properties} (comments, continued lines, escapes), keeping the place of every character
 * and every property, also of those that stand there twice. For one use by one thread.
 */
final class PropertiesReader {
    private static final int HEXADECIMAL = 16;
    private static final int UNICODE_DIGITS = 4;

    private final String text;
    private int index;
    private int line = 1;
    private int lineStart;

    /** The characters of a name or value with their places. */
    private static final class Token {
        private final StringBuilder text = new StringBuilder();
        private final List<Position> positions = new ArrayList<>();

        void add(char c, Position position) {
            this.text.append(c);
            this.positions.add(position);
        }
    }

    PropertiesReader(String text) {
        this.text = text;
    }

    List<PositionedProperty> read() {
        List<PositionedProperty> properties = new ArrayList<>();
        if (this.text.startsWith("\uFEFF")) {
            this.index = 1;
            this.lineStart = 1;
        }
        while (this.index < this.text.length()) {
            this.skipBlanks();
            if (this.atLineEnd()) {
                this.nextLine();
            } else if (this.current() == '#' || this.current() == '!') {
                this.skipLine();
            } else {
                properties.add(this.readProperty());
            }
        }
        return properties;
    }

    private PositionedProperty readProperty() {
        Position start = this.position();
        String name = this.readToken(true).text.toString();
        this.skipBlanks();
        if (!this.atLineEnd() && (this.current() == ':' || this.current() == '=')) {
            this.index++;
            this.skipBlanks();
        }
        Token value = this.readToken(false);
        value.positions.add(this.position());
        return new PositionedProperty(name, start, value.text.toString(), value.positions);
    }

    private Token readToken(boolean name) {
        Token token = new Token();
        while (!this.atLineEnd() && !(name && ":= \t\f".indexOf(this.current()) >= 0)) {
            Position position = this.position();
            char c = this.current();
            this.index++;
            if (c != '\\') {
                token.add(c, position);
            } else if (!this.atLineEnd()) {
                token.add(this.readEscaped(), position);
            } else if (this.index < this.text.length()) {
                this.nextLine();
                this.skipBlanks();
            }
        }
        return token;
    }

    private char readEscaped() {
        char c = this.current();
        this.index++;
        return switch (c) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case 'u' -> this.readUnicode();
            default -> c;
        };
    }

    private char readUnicode() {
        int end = this.index + UNICODE_DIGITS;
        try {
            char c = (char) Integer.parseInt(this.text, this.index, Math.min(end, this.text.length()), HEXADECIMAL);
            this.index = end;
            return c;
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            // no escape then; what follows is reported where it does not fit
            return 'u';
        }
    }

    private void skipBlanks() {
        while (this.index < this.text.length() && " \t\f".indexOf(this.current()) >= 0) {
            this.index++;
        }
    }

    private void skipLine() {
        while (!this.atLineEnd()) {
            this.index++;
        }
    }

    private void nextLine() {
        if (this.index < this.text.length()) {
            boolean two = this.text.startsWith("\r\n", this.index);
            this.index += two ? 2 : 1;
            this.line++;
            this.lineStart = this.index;
        }
    }

    private boolean atLineEnd() {
        return this.index >= this.text.length() || this.current() == '\n' || this.current() == '\r';
    }

    private char current() {
        return this.text.charAt(this.index);
    }

    private Position position() {
        return new Position(this.line, this.index - this.lineStart + 1);
    }
}
