/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.util.List;

import javax.servlet.sip.Parameterable;
import javax.servlet.sip.ServletParseException;

/**
 * Where a value that the stack keeps as text only stands in a message, so that changes of the value are written there. When the header field was
 * replaced or removed meanwhile, the value is on its own.
 */
final class HeaderSlot extends HeaderGuard {
    private final HeaderFields fields;
    private final String name;
    private final int index;
    private String written;
    private Parameterable value;

    HeaderSlot(MessageHeaders message, String name, int index) {
        super(message, name);
        this.fields = message.fields();
        this.name = name;
        this.index = index;
    }

    /** @param text the text that the value was parsed from */
    <P extends Parameterable> P bind(P parsed, String text) {
        this.value = parsed;
        this.written = text;
        return parsed;
    }

    @Override
    public void changed() {
        try {
            List<String> values = this.fields.singleValues(this.name);
            if (this.index < values.size() && values.get(this.index).equals(this.written)) {
                values.set(this.index, this.value.toString());
                this.fields.set(this.name, values);
                this.written = this.fields.singleValues(this.name).get(this.index);
            }
        } catch (ServletParseException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
