/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.servlet.sip.ServletParseException;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.header.ExtensionHeaderImpl;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.SIPHeaderList;
import gov.nist.javax.sip.message.ListMap;
import gov.nist.javax.sip.message.SIPDuplicateHeaderException;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.ParserFactory;
import org.wildfly.sip.container.address.HeaderText;

/**
 * The header fields of a message by name and text, long or compact, multiple values on one line or on several. Does not know which ones applications
 * may change.
 */
final class HeaderFields {
    private static final String CONTENT_LENGTH = "Content-Length";

    private final SIPMessage message;

    HeaderFields(SIPMessage message) {
        this.message = message;
    }

    /** The long names, each once, in the order in which they are written. */
    List<String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        for (Iterator<String> present = this.message.getHeaderNames(); present.hasNext();) {
            String name = HeaderName.expand(present.next());
            names.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
        }
        for (Iterator<String> lines = this.message.getUnrecognizedHeaders(); lines.hasNext();) {
            String name = HeaderName.expand(nameOf(lines.next()));
            names.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
        }
        // the stack has it first, and writes it last
        names.remove(CONTENT_LENGTH.toLowerCase(Locale.ROOT));
        names.put(CONTENT_LENGTH, CONTENT_LENGTH);
        return List.copyOf(names.values());
    }

    /** The header fields of a name, one for each value, as the stack has them. */
    List<SIPHeader> find(String name) {
        String key = HeaderName.key(name);
        List<SIPHeader> found = new ArrayList<>();
        this.collect(key, found);
        String compact = HeaderName.compact(key);
        if (compact != null) {
            this.collect(compact, found);
        }
        return found;
    }

    private void collect(String key, List<SIPHeader> found) {
        SIPHeader header = this.message.getSIPHeaderListLowerCase(key);
        if (header instanceof SIPHeaderList<?> list) {
            found.addAll(list.getHeaderList());
        } else if (header != null) {
            found.add(header);
        }
    }

    /** The values of a name as text; also those that the stack could not parse. */
    List<String> values(String name) {
        List<String> values = new ArrayList<>();
        for (SIPHeader header : this.find(name)) {
            values.add(header.getHeaderValue().trim());
        }
        String key = HeaderName.key(name);
        for (Iterator<String> lines = this.message.getUnrecognizedHeaders(); lines.hasNext();) {
            String line = lines.next();
            if (HeaderName.key(nameOf(line)).equals(key)) {
                values.add(line.substring(line.indexOf(':') + 1).trim());
            }
        }
        return values;
    }

    /**
     * The values of a name, where several values on one line of a header field that the stack does not know count as several.
     *
     * @throws ServletParseException if a value has an open quoted string or angle bracket
     */
    List<String> singleValues(String name) throws ServletParseException {
        List<String> values = new ArrayList<>();
        for (SIPHeader header : this.find(name)) {
            String value = header.getHeaderValue().trim();
            values.addAll(header instanceof ExtensionHeaderImpl ? HeaderText.split(value, ',') : List.of(value));
        }
        return values;
    }

    /** Replaces all values of a name; no values remove it. */
    void set(String name, List<String> values) {
        List<SIPHeader> headers = new ArrayList<>();
        values.forEach(value -> headers.add(this.parse(name, value)));
        this.remove(name);
        headers.forEach(header -> this.attach(header, false));
    }

    /** Adds a value; of a header field that can have only one value it replaces the old one. */
    void add(String name, String value, boolean first) {
        this.attach(this.parse(name, value), first);
    }

    /** Adds a header field of the stack. */
    void attach(SIPHeader header, boolean first) {
        try {
            boolean multiple = header instanceof SIPHeaderList || ListMap.hasList(header);
            this.message.attachHeader(header, !multiple, first && multiple);
        } catch (SIPDuplicateHeaderException e) {
            throw new IllegalArgumentException("Only one is allowed: " + header.getName(), e);
        }
    }

    void remove(String name) {
        String key = HeaderName.key(name);
        this.message.removeHeader(key);
        String compact = HeaderName.compact(key);
        if (compact != null) {
            this.message.removeHeader(compact);
        }
        for (Iterator<String> lines = this.message.getUnrecognizedHeaders(); lines.hasNext();) {
            if (HeaderName.key(nameOf(lines.next())).equals(key)) {
                lines.remove();
            }
        }
    }

    /**
     * Parses a header field.
     *
     * @throws IllegalArgumentException if it is not valid, or would be more than one header field
     */
    SIPHeader parse(String name, String value) {
        if (!HeaderText.isToken(name) || HeaderText.hasControl(value)) {
            throw new IllegalArgumentException("Not a header field: " + name);
        }
        SIPHeader header;
        try {
            header = ParserFactory.createParser(HeaderName.expand(name) + ": " + value + "\n").parse();
        } catch (ParseException | RuntimeException e) {
            // the stack's parsers answer some malformed input with exceptions of String and of number conversion
            throw new IllegalArgumentException("Not a value of " + name + ": " + value, e);
        }
        if (header instanceof ContentType) {
            Charsets.check((ContentType) header);
        }
        return header;
    }

    private static String nameOf(String line) {
        return line.substring(0, Math.max(0, line.indexOf(':'))).trim();
    }
}
