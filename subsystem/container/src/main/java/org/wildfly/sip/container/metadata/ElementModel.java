/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import javax.xml.stream.XMLStreamException;

/**
 * Which children an element has and who reads them. A child that is not known here, and a second one where there can be one only, is a
 * problem.
 */
final class ElementModel {
    /** Reads the content of the element on whose start tag the reader stands, to its end tag. */
    @FunctionalInterface
    interface Content {
        void read(DescriptorReader reader) throws XMLStreamException;
    }

    private final Map<String, Content> contents = new HashMap<>();
    private final Set<String> single = new HashSet<>();
    private final Set<String> ignored = new HashSet<>();

    /** A child that may stand once. */
    ElementModel one(String name, Content content) {
        this.single.add(name);
        return this.any(name, content);
    }

    /** A child that may stand any number of times. */
    ElementModel any(String name, Content content) {
        this.contents.put(name, content);
        return this;
    }

    /** Children that are allowed and mean nothing here. */
    ElementModel ignore(String... names) {
        this.ignored.addAll(Set.of(names));
        return this;
    }

    /** Reads the content of the element on whose start tag the reader stands, to its end tag. */
    void read(DescriptorReader reader) throws XMLStreamException {
        String parent = reader.name();
        Set<String> seen = new HashSet<>();
        while (reader.nextChild()) {
            String name = reader.name();
            Content content = this.contents.get(name);
            if (this.ignored.contains(name)) {
                reader.skip();
            } else if (content == null) {
                reader.problem("it is not known in <" + parent + ">. Remove it or correct its name; <" + parent + "> has "
                        + String.join(", ", new TreeSet<>(this.contents.keySet())) + ".");
                reader.skip();
            } else if (!seen.add(name) && this.single.contains(name)) {
                reader.problem("it stands in <" + parent + "> more than once. Remove all but one.");
                reader.skip();
            } else {
                content.read(reader);
            }
        }
    }
}
