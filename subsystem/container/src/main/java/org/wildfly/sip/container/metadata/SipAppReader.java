/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.xml.stream.XMLStreamException;

/** Reads the content of {@code sip-app}. For one use by one thread. */
final class SipAppReader {
    private final DescriptorReader reader;
    private final ServletReader servletReader;
    private final SelectionReader selection;
    private final SecurityReader security;
    private final Map<String, String> contextParameters = new LinkedHashMap<>();
    private final Set<String> listeners = new LinkedHashSet<>();
    private final Map<String, SipDescriptor.Servlet> servlets = new LinkedHashMap<>();
    private Located<String> applicationName;
    private boolean distributable;
    private Integer sessionTimeout;
    private Integer proxyTimeout;
    private Integer sequentialSearchTimeout;

    SipAppReader(DescriptorReader reader) {
        this.reader = reader;
        this.servletReader = new ServletReader(reader);
        this.selection = new SelectionReader(reader);
        this.security = new SecurityReader(reader);
    }

    SipDescriptor read() throws XMLStreamException {
        Location location = this.reader.location();
        boolean metadataComplete = "true".equals(this.reader.attribute("metadata-complete"));
        this.model().read(this.reader);
        this.selection.check();
        Integer proxy = this.proxyTimeout != null ? this.proxyTimeout : this.sequentialSearchTimeout;
        return new SipDescriptor(location, metadataComplete, this.applicationName, this.distributable, this.sessionTimeout, proxy,
                Collections.unmodifiableMap(this.contextParameters), List.copyOf(this.servlets.values()), this.selection.mainServlet(),
                this.selection.mappings(), List.copyOf(this.listeners), List.copyOf(this.security.constraints()), this.security.login(),
                List.copyOf(this.security.roles()));
    }

    private ElementModel model() {
        ElementModel proxyConfig = new ElementModel().one("proxy-timeout", r -> this.proxyTimeout = seconds(r))
                .one("sequential-search-timeout", r -> this.sequentialSearchTimeout = seconds(r));
        ElementModel sessionConfig = new ElementModel().one("session-timeout", this::readSessionTimeout);
        return new ElementModel().one("app-name", this::readApplicationName)
                .any("distributable", this::readDistributable)
                .any("context-param", r -> this.servletReader.readParameter(this.contextParameters))
                .any("listener", this::readListener)
                .any("servlet", r -> this.readServlet())
                .one("servlet-selection", r -> this.selection.readSelection())
                .any("servlet-mapping", r -> this.selection.readMapping())
                .one("proxy-config", proxyConfig::read)
                .one("session-config", sessionConfig::read)
                .any("security-constraint", r -> this.security.readConstraint()).one("login-config", r -> this.security.readLogin())
                .any("security-role", r -> this.security.readRole()).ignore("description", "display-name", "icon")
                .ignore("env-entry", "ejb-ref", "ejb-local-ref", "service-ref", "resource-ref", "resource-env-ref",
                        "message-destination-ref",
                        "message-destination", "persistence-context-ref", "persistence-unit-ref", "post-construct", "pre-destroy",
                        "locale-encoding-mapping-list", "data-source", "connection-factory", "jms-connection-factory", "jms-destination",
                        "mail-session", "administered-object");
    }

    private void readApplicationName(DescriptorReader r) throws XMLStreamException {
        Location location = r.location();
        String name = r.requiredText();
        this.applicationName = name == null ? null : new Located<>(name, location);
    }

    private void readDistributable(DescriptorReader r) throws XMLStreamException {
        this.distributable = true;
        r.skip();
    }

    private void readSessionTimeout(DescriptorReader r) throws XMLStreamException {
        this.sessionTimeout = r.number(Integer.MIN_VALUE, "a whole number of minutes, 0 or less for sessions that never expire");
    }

    private static Integer seconds(DescriptorReader r) throws XMLStreamException {
        return r.number(1, "a whole number of seconds, 1 or more");
    }

    private void readListener(DescriptorReader r) throws XMLStreamException {
        Location location = r.location();
        List<String> classes = new ArrayList<>();
        new ElementModel().one("listener-class", c -> classes.add(c.requiredText())).ignore("description", "display-name", "icon").read(r);
        if (classes.isEmpty()) {
            r.problem(location, "listener", "<listener-class> is missing. Name the listener's class.");
        } else if (classes.get(0) != null) {
            this.listeners.add(JakartaNames.original(classes.get(0)));
        }
    }

    private void readServlet() throws XMLStreamException {
        SipDescriptor.Servlet servlet = this.servletReader.readServlet();
        if (servlet != null) {
            SipDescriptor.Servlet first = this.servlets.putIfAbsent(servlet.name(), servlet);
            if (first != null) {
                this.reader.problem(servlet.location(), "servlet", "the name \"" + servlet.name() + "\" is already that of the servlet at "
                        + first.location() + ". Give each servlet a name of its own.");
            }
        }
    }
}
