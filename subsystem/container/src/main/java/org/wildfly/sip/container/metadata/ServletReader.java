/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.xml.stream.XMLStreamException;

/** Reads {@code servlet}, and the parameters of servlets and of the context. */
final class ServletReader {
    private final DescriptorReader reader;

    ServletReader(DescriptorReader reader) {
        this.reader = reader;
    }

    /** Reads {@code servlet}. @return null if it has no name, which has been noted */
    SipDescriptor.Servlet readServlet() throws XMLStreamException {
        Location location = this.reader.location();
        String[] names = new String[3];
        Integer[] loadOnStartup = new Integer[1];
        Map<String, String> parameters = new LinkedHashMap<>();
        Map<String, String> roleReferences = new LinkedHashMap<>();
        ElementModel runAs = new ElementModel().one("role-name", r -> names[2] = r.requiredText()).ignore("description");
        new ElementModel().one("servlet-name", r -> names[0] = r.text())
                .one("servlet-class", r -> names[1] = r.requiredText())
                .one("load-on-startup", r -> loadOnStartup[0] = readLoadOnStartup(r))
                .any("init-param", r -> this.readParameter(parameters))
                .one("run-as", runAs::read)
                .any("security-role-ref", r -> this.readRoleReference(roleReferences))
                .ignore("description", "display-name", "icon", "enabled", "async-supported")
                .read(this.reader);
        if (names[0] == null || names[0].isEmpty()) {
            this.reader.problem(location, "servlet", "<servlet-name> is missing or empty. Give the servlet a name.");
            return null;
        }
        return new SipDescriptor.Servlet(location, names[0], JakartaNames.original(names[1]), Collections.unmodifiableMap(parameters),
                loadOnStartup[0], names[2], Collections.unmodifiableMap(roleReferences));
    }

    /** Reads {@code init-param} or {@code context-param}. */
    void readParameter(Map<String, String> parameters) throws XMLStreamException {
        String element = this.reader.name();
        Location location = this.reader.location();
        String[] parameter = new String[2];
        new ElementModel().one("param-name", r -> parameter[0] = r.requiredText()).one("param-value", r -> parameter[1] = r.text())
                .ignore("description").read(this.reader);
        if (parameter[0] == null || parameter[1] == null) {
            this.reader.problem(location, element, "it needs <param-name> and <param-value>. Add what is missing.");
        } else if (parameters.putIfAbsent(parameter[0], parameter[1]) != null) {
            this.reader.problem(location, element, "the parameter \"" + parameter[0] + "\" stands there already. Remove one of them.");
        }
    }

    private void readRoleReference(Map<String, String> references) throws XMLStreamException {
        Location location = this.reader.location();
        String[] reference = new String[2];
        new ElementModel().one("role-name", r -> reference[0] = r.requiredText()).one("role-link", r -> reference[1] = r.requiredText())
                .ignore("description").read(this.reader);
        if (reference[0] == null) {
            this.reader.problem(location, "security-role-ref", "<role-name> is missing. Give the name that the servlet uses.");
        } else {
            references.put(reference[0], reference[1] == null ? reference[0] : reference[1]);
        }
    }

    private static Integer readLoadOnStartup(DescriptorReader reader) throws XMLStreamException {
        // an empty element is allowed and means: at startup, at no particular place
        Location location = reader.location();
        String name = reader.name();
        String text = reader.text();
        try {
            return text.isEmpty() ? 0 : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            reader.problem(location, name, "\"" + text + "\" is not allowed. Give a whole number, negative to load at the first request.");
            return null;
        }
    }
}
