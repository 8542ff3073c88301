/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Finds the name of an application. {@code app-name} and the annotations may all give it, and must not contradict each other (JSR 289
 * sections 9.1 and 18.2).
 */
final class ApplicationNameResolver {
    private static final String CURE = ". An archive is one application: give the same name everywhere, or set"
            + " metadata-complete=\"true\" in sip.xml to ignore annotations.";

    private final SipDescriptor descriptor;
    private final SipAnnotations annotations;
    private final Problems problems;
    private final Map<String, Object> names = new LinkedHashMap<>();

    ApplicationNameResolver(SipDescriptor descriptor, SipAnnotations annotations, Problems problems) {
        this.descriptor = descriptor;
        this.annotations = annotations;
        this.problems = problems;
    }

    /** @return null if there is no name; that, and different names, have been noted */
    String resolve() {
        if (this.descriptor != null && this.descriptor.applicationName() != null) {
            Located<String> name = this.descriptor.applicationName();
            this.names.put(name.value(), name.location());
        }
        this.annotations.applications().stream().filter(application -> !application.name().isEmpty())
                .forEach(application -> this.offer(application.name(), "package " + application.packageName(), "@SipApplication"));
        this.annotations.servlets().forEach(servlet -> this.offer(servlet.applicationName(), servlet.className(), "@SipServlet"));
        this.annotations.listeners().forEach(listener -> this.offer(listener.applicationName(), listener.className(), "@SipListener"));
        this.annotations.applicationKeys().forEach(key -> this.offer(key.applicationName(), key.className(), "@SipApplicationKey"));
        if (this.names.isEmpty()) {
            // only now: a package that says nothing of a name does not contradict a class that does
            this.annotations.applications().forEach(
                    application -> this.offer(application.effectiveName(), "package " + application.packageName(), "@SipApplication"));
        }
        Set<String> found = this.names.keySet();
        if (found.isEmpty()) {
            this.problems.add(this.descriptor == null ? "the application" : this.descriptor.location(),
                    "it has no name. Give it one with <app-name>"
                            + " in WEB-INF/sip.xml, @SipApplication(name) at a package, or @SipServlet(applicationName).");
            return null;
        }
        return found.iterator().next();
    }

    private void offer(String name, String where, String annotation) {
        if (name.isEmpty() || this.names.containsKey(name)) {
            return;
        }
        if (!this.names.isEmpty()) {
            Map.Entry<String, Object> first = this.names.entrySet().iterator().next();
            this.problems.add(where, annotation + " names the application \"" + name + "\", which is called \"" + first.getKey() + "\" at "
                    + first.getValue() + CURE);
        }
        this.names.put(name, where);
    }
}
