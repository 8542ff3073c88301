/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import java.util.Set;

import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A cursor over the elements of a descriptor. It stands on the start tag of an element until a reader of its content has brought it to the
 * end tag. Elements of the descriptor's namespaces are seen, those of others are skipped with all that is in them.
 */
final class DescriptorReader {
    private static final Set<String> NAMESPACES = Set.of("http://www.jcp.org/xml/ns/sipservlet", "http://java.sun.com/xml/ns/javaee",
            "http://xmlns.jcp.org/xml/ns/javaee", "http://java.sun.com/xml/ns/j2ee", "https://jakarta.ee/xml/ns/jakartaee", "");

    private final XMLStreamReader xml;
    private final String file;
    private final Problems problems;

    DescriptorReader(XMLStreamReader xml, String file, Problems problems) {
        this.xml = xml;
        this.file = file;
        this.problems = problems;
    }

    /** Where the current tag ends. */
    org.wildfly.sip.container.metadata.Location location() {
        Location location = this.xml.getLocation();
        return new org.wildfly.sip.container.metadata.Location(this.file, location.getLineNumber(), location.getColumnNumber());
    }

    /** The local name of the element. */
    String name() {
        return this.xml.getLocalName();
    }

    /** An attribute without namespace; null if it is not there. */
    String attribute(String name) {
        return this.xml.getAttributeValue(null, name);
    }

    /** Notes a problem of the current element. */
    void problem(String message) {
        this.problem(this.location(), this.name(), message);
    }

    /** Notes a problem of an element that has been read. */
    void problem(org.wildfly.sip.container.metadata.Location location, String element, String message) {
        this.problems.add(location, "<" + element + ">: " + message);
    }

    /** Moves to the root element. @return false if it is none of a known namespace */
    boolean root() throws XMLStreamException {
        while (this.xml.next() != XMLStreamConstants.START_ELEMENT) {
            this.refuseEntity();
        }
        return this.isOurs();
    }

    /** Moves to the next child of known namespace of the element whose content is being read. @return false at that element's end tag */
    boolean nextChild() throws XMLStreamException {
        while (true) {
            switch (this.xml.next()) {
                case XMLStreamConstants.END_ELEMENT :
                    return false;
                case XMLStreamConstants.START_ELEMENT :
                    if (this.isOurs()) {
                        return true;
                    }
                    this.skip();
                    break;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA :
                    if (!this.xml.isWhiteSpace()) {
                        this.problems.add(this.location(), "text between the elements. Put it into an element or a comment.");
                    }
                    break;
                default :
                    this.refuseEntity();
            }
        }
    }

    /** Reads the element's text without the white space around it, to the end tag; an element in it is a problem and is skipped. */
    String text() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        String name = this.name();
        while (true) {
            switch (this.xml.next()) {
                case XMLStreamConstants.END_ELEMENT :
                    return text.toString().strip();
                case XMLStreamConstants.START_ELEMENT :
                    if (this.isOurs()) {
                        this.problem("it cannot stand in <" + name + ">, which has only text.");
                    }
                    this.skip();
                    break;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE :
                    text.append(this.xml.getText());
                    break;
                default :
                    this.refuseEntity();
            }
        }
    }

    /** Reads text that must not be empty. @return null if it is, which has been noted */
    String requiredText() throws XMLStreamException {
        String name = this.name();
        org.wildfly.sip.container.metadata.Location location = this.location();
        String text = this.text();
        if (text.isEmpty()) {
            this.problem(location, name, "it is empty. Give a value, or remove the element.");
            return null;
        }
        return text;
    }

    /** Reads a whole number. @return null if it is none or too small, which has been noted */
    Integer number(int minimum, String meaning) throws XMLStreamException {
        String name = this.name();
        org.wildfly.sip.container.metadata.Location location = this.location();
        String text = this.text();
        try {
            int number = Integer.parseInt(text);
            if (number >= minimum) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below, like a number that is too small
        }
        this.problem(location, name, "\"" + text + "\" is not allowed. Give " + meaning + ".");
        return null;
    }

    /** Passes over the element with all that is in it. */
    void skip() throws XMLStreamException {
        for (int depth = 1; depth > 0;) {
            switch (this.xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> this.refuseEntity();
            }
        }
    }

    private boolean isOurs() {
        String namespace = this.xml.getNamespaceURI();
        return NAMESPACES.contains(namespace == null ? "" : namespace);
    }

    private void refuseEntity() throws XMLStreamException {
        if (this.xml.getEventType() == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new XMLStreamException("the entity \"" + this.xml.getLocalName() + "\" is not allowed; write its text",
                    this.xml.getLocation());
        }
    }
}
