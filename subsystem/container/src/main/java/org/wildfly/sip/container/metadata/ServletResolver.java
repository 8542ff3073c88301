/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.wildfly.sip.container.metadata.SipApplicationMetaData.SipServletMetaData;

/**
 * Finds the servlets of an application: those of the descriptor, which take from an annotation of the same name what they do not say
 * themselves, then those of annotations only (JSR 289 section 18.3).
 */
final class ServletResolver {
    private final SipDescriptor descriptor;
    private final SipAnnotations annotations;
    private final Problems problems;

    ServletResolver(SipDescriptor descriptor, SipAnnotations annotations, Problems problems) {
        this.descriptor = descriptor;
        this.annotations = annotations;
        this.problems = problems;
    }

    /** @return those that are right; what is wrong with others has been noted */
    List<SipServletMetaData> resolve() {
        Map<String, AnnotatedServlet> annotated = this.annotatedServlets();
        Map<String, SipServletMetaData> servlets = new LinkedHashMap<>();
        Set<String> declaredClasses = new LinkedHashSet<>();
        List<SipDescriptor.Servlet> declared = this.descriptor == null ? List.of() : this.descriptor.servlets();
        for (SipDescriptor.Servlet servlet : declared) {
            AnnotatedServlet annotation = annotated.remove(servlet.name());
            String className = servlet.className() == null && annotation != null ? annotation.className() : servlet.className();
            if (className == null) {
                this.problems.add(servlet.location(), "<servlet>: <servlet-class> of \"" + servlet.name()
                        + "\" is missing, and no class has @SipServlet with this name. Name the servlet's class.");
                continue;
            }
            int annotatedPlace = annotation == null ? -1 : annotation.loadOnStartup();
            int place = servlet.loadOnStartup() == null ? annotatedPlace : servlet.loadOnStartup();
            declaredClasses.add(className);
            servlets.put(servlet.name(), new SipServletMetaData(servlet.name(), className, servlet.initParameters(), place));
        }
        for (AnnotatedServlet servlet : annotated.values()) {
            // a class that the descriptor declares under a name of its choice is no second servlet, unless its annotation has another name
            if (!servlet.name().isEmpty() || !declaredClasses.contains(servlet.className())) {
                servlets.put(servlet.effectiveName(),
                        new SipServletMetaData(servlet.effectiveName(), servlet.className(), Map.of(), servlet.loadOnStartup()));
            }
        }
        return List.copyOf(servlets.values());
    }

    private Map<String, AnnotatedServlet> annotatedServlets() {
        Map<String, AnnotatedServlet> servlets = new LinkedHashMap<>();
        for (AnnotatedServlet servlet : this.annotations.servlets()) {
            AnnotatedServlet first = servlets.putIfAbsent(servlet.effectiveName(), servlet);
            if (first != null) {
                this.problems.add(servlet.className(), "@SipServlet: the name \"" + servlet.effectiveName() + "\" is already that of "
                        + first.className() + ". Give one of them another name.");
            }
        }
        return servlets;
    }
}
