/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import java.util.ArrayList;
import java.util.List;

import javax.xml.stream.XMLStreamException;

/**
 * Reads {@code servlet-selection} with {@code main-servlet} or {@code servlet-mapping}, and the {@code servlet-mapping} of SIP Servlet 1.0
 * without it.
 */
final class SelectionReader {
    private final DescriptorReader reader;
    private final List<SipDescriptor.Mapping> mappings = new ArrayList<>();
    private Located<String> mainServlet;

    SelectionReader(DescriptorReader reader) {
        this.reader = reader;
    }

    Located<String> mainServlet() {
        return this.mainServlet;
    }

    List<SipDescriptor.Mapping> mappings() {
        return List.copyOf(this.mappings);
    }

    void readSelection() throws XMLStreamException {
        new ElementModel().one("main-servlet", this::readMainServlet).any("servlet-mapping", r -> this.readMapping()).read(this.reader);
    }

    /** Notes that both ways are used, if they are. */
    void check() {
        if (this.mainServlet != null && !this.mappings.isEmpty()) {
            this.reader.problem(this.mainServlet.location(), "main-servlet",
                    "there are <servlet-mapping> elements, too. Keep one of the two ways to select a servlet.");
        }
    }

    void readMapping() throws XMLStreamException {
        Location location = this.reader.location();
        String[] name = new String[1];
        List<RequestPattern> patterns = new ArrayList<>();
        new ElementModel().one("servlet-name", r -> name[0] = r.text())
                .one("pattern", r -> patterns.add(new PatternReader(r).readOne())).ignore("description", "display-name", "icon")
                .read(this.reader);
        if (name[0] == null || name[0].isEmpty() || patterns.isEmpty()) {
            this.reader.problem(location, "servlet-mapping", "it needs one <servlet-name> and one <pattern>. Add what is missing.");
        } else if (patterns.get(0) != null) {
            this.mappings.add(new SipDescriptor.Mapping(location, name[0], patterns.get(0)));
        }
    }

    private void readMainServlet(DescriptorReader r) throws XMLStreamException {
        Location location = r.location();
        String name = r.requiredText();
        this.mainServlet = name == null ? null : new Located<>(name, location);
    }
}
