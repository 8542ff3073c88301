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
import java.util.stream.Collectors;

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
        List<SipServletMetaData> servlets = new ServletResolver(this.descriptor, this.annotations, this.problems).resolve();
        ServletSelection selection = this.selection(servlets);
        SipSecurityMetaData security = this.security(servlets);
        AnnotatedApplicationKey key = this.applicationKey();
        AnnotatedApplication application = this.annotations.applications().stream().findFirst().orElse(null);
        int proxyTimeout = this.proxyTimeout(application);
        this.problems.throwIfAny();
        return new SipApplicationMetaData(name, this.distributable(), this.sessionTimeout(application), proxyTimeout,
                this.descriptor == null ? Map.of() : this.descriptor.contextParameters(), servlets, selection, this.listeners(),
                key == null ? null : key.className(), key == null ? null : key.methodName(), security);
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
        if (application == null) {
            return DEFAULT_PROXY_TIMEOUT;
        }
        if (application.proxyTimeout() < 1) {
            this.problems.add("package " + application.packageName(), "@SipApplication: proxyTimeout " + application.proxyTimeout()
                    + " is not allowed. Give a whole number of seconds, 1 or more.");
        }
        return application.proxyTimeout();
    }

    private List<String> listeners() {
        Set<String> listeners = new LinkedHashSet<>();
        if (this.descriptor != null) {
            listeners.addAll(this.descriptor.listeners());
        }
        this.annotations.listeners().forEach(listener -> listeners.add(listener.className()));
        return List.copyOf(listeners);
    }

    private SipSecurityMetaData security(List<SipServletMetaData> servlets) {
        if (this.descriptor == null) {
            return SipSecurityMetaData.NONE;
        }
        Set<String> names = servlets.stream().map(SipServletMetaData::name).collect(Collectors.toSet());
        for (SipSecurityMetaData.Constraint constraint : this.descriptor.constraints()) {
            for (SipSecurityMetaData.Resource resource : constraint.resources()) {
                resource.servlets().stream().filter(servlet -> !names.contains(servlet)).forEach(servlet -> this.problems.add(
                        resource.location(),
                        "<resource-collection>: there is no servlet \"" + servlet + "\". Correct or remove its name."));
            }
        }
        Map<String, String> runAs = new LinkedHashMap<>();
        Map<String, Map<String, String>> roleReferences = new LinkedHashMap<>();
        for (SipDescriptor.Servlet servlet : this.descriptor.servlets()) {
            if (servlet.runAs() != null) {
                runAs.put(servlet.name(), servlet.runAs());
            }
            if (!servlet.roleReferences().isEmpty()) {
                roleReferences.put(servlet.name(), servlet.roleReferences());
            }
        }
        return new SipSecurityMetaData(this.descriptor.constraints(), this.descriptor.login(), this.descriptor.roles(), runAs,
                roleReferences);
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

    private ServletSelection selection(List<SipServletMetaData> servlets) {
        Set<String> names = new LinkedHashSet<>();
        servlets.forEach(servlet -> names.add(servlet.name()));
        return new ServletSelectionResolver(this.descriptor, this.annotations, names, this.problems).resolve();
    }
}
