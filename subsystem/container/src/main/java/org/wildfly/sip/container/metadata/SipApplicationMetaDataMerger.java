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

import org.wildfly.sip.container.SipDeploymentException;
import org.wildfly.sip.container.metadata.SipApplicationMetaData.SipServletMetaData;

/** Joins a descriptor with annotations: what the descriptor says goes over what annotations say (JSR 289 section 18.3). */
public final class SipApplicationMetaDataMerger {
    /** JSR 289 section 19.2: three minutes if the application does not say otherwise, in seconds. */
    public static final int DEFAULT_PROXY_TIMEOUT = 180;

    private static final String ARCHIVE = "the application";

    private final SipDescriptor descriptor;
    private final SipAnnotations annotations;
    private final Problems problems = new Problems();

    private SipApplicationMetaDataMerger(SipDescriptor descriptor, SipAnnotations annotations) {
        this.descriptor = descriptor;
        this.annotations = annotations;
    }

    /**
     * Joins and checks.
     *
     * @param descriptor null if the application has none
     * @param annotations ignored if the descriptor is {@code metadata-complete}
     * @throws SipDeploymentException if the two do not make an application; its message has all problems
     */
    public static SipApplicationMetaData merge(SipDescriptor descriptor, SipAnnotations annotations) throws SipDeploymentException {
        boolean complete = descriptor != null && descriptor.metadataComplete();
        return new SipApplicationMetaDataMerger(descriptor, complete ? SipAnnotations.NONE : annotations).merge();
    }

    private SipApplicationMetaData merge() throws SipDeploymentException {
        String name = new ApplicationNameResolver(this.descriptor, this.annotations, this.problems).resolve();
        List<SipServletMetaData> servlets = this.servlets();
        ServletSelection selection = this.selection(servlets);
        AnnotatedApplicationKey key = this.applicationKey();
        AnnotatedApplication application = this.annotations.applications().stream().findFirst().orElse(null);
        this.problems.throwIfAny();
        return new SipApplicationMetaData(name, this.distributable(), this.sessionTimeout(application), this.proxyTimeout(application),
                this.descriptor == null ? Map.of() : this.descriptor.contextParameters(), servlets, selection, this.listeners(),
                key == null ? null : key.className(), key == null ? null : key.methodName());
    }

    private boolean distributable() {
        return this.descriptor != null && this.descriptor.distributable()
                || this.annotations.applications().stream().anyMatch(AnnotatedApplication::distributable);
    }

    private int sessionTimeout(AnnotatedApplication application) {
        if (this.descriptor != null && this.descriptor.sessionTimeout() != null) {
            return this.descriptor.sessionTimeout();
        }
        return application == null ? SipApplicationMetaData.DEFAULT_SESSION_TIMEOUT : application.sessionTimeout();
    }

    private int proxyTimeout(AnnotatedApplication application) {
        if (this.descriptor != null && this.descriptor.proxyTimeout() != null) {
            return this.descriptor.proxyTimeout();
        }
        return application == null ? DEFAULT_PROXY_TIMEOUT : application.proxyTimeout();
    }

    private List<String> listeners() {
        Set<String> listeners = new LinkedHashSet<>();
        if (this.descriptor != null) {
            listeners.addAll(this.descriptor.listeners());
        }
        this.annotations.listeners().forEach(listener -> listeners.add(listener.className()));
        return List.copyOf(listeners);
    }

    private AnnotatedApplicationKey applicationKey() {
        List<AnnotatedApplicationKey> keys = this.annotations.applicationKeys();
        if (keys.size() > 1) {
            List<String> methods = keys.stream().map(key -> key.className() + "." + key.methodName()).toList();
            this.problems.add(ARCHIVE, "@SipApplicationKey stands at " + String.join(", ", methods)
                    + ", but an application has one such method. Remove the others.");
        }
        return keys.isEmpty() ? null : keys.get(0);
    }

    private List<SipServletMetaData> servlets() {
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
            // a class that the descriptor declares under a name of its choice is not a second servlet, unless it asks for another name itself
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

    private ServletSelection selection(List<SipServletMetaData> servlets) {
        Set<String> names = new LinkedHashSet<>();
        servlets.forEach(servlet -> names.add(servlet.name()));
        return new ServletSelectionResolver(this.descriptor, this.annotations, names, this.problems).resolve();
    }
}
