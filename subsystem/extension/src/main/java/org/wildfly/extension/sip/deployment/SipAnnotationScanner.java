/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.deployment;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jboss.as.server.deployment.annotation.CompositeIndex;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.wildfly.sip.container.metadata.AnnotatedApplication;
import org.wildfly.sip.container.metadata.AnnotatedApplicationKey;
import org.wildfly.sip.container.metadata.AnnotatedListener;
import org.wildfly.sip.container.metadata.AnnotatedServlet;
import org.wildfly.sip.container.metadata.SipAnnotations;

/** Finds the SIP annotations of an application in its index, without loading a class. What an annotation leaves out has its default. */
final class SipAnnotationScanner {
    private static final String PACKAGE = "javax.servlet.sip.annotation.";
    private static final DotName APPLICATION = DotName.createSimple(PACKAGE + "SipApplication");
    private static final DotName APPLICATION_KEY = DotName.createSimple(PACKAGE + "SipApplicationKey");
    private static final DotName LISTENER = DotName.createSimple(PACKAGE + "SipListener");
    private static final DotName SERVLET = DotName.createSimple(PACKAGE + "SipServlet");

    // the defaults of the annotations (JSR 289 sections 18.2.1 and 18.2.2)
    private static final int LOAD_ON_STARTUP = -1;
    private static final int PROXY_TIMEOUT = 180;
    private static final int SESSION_TIMEOUT = 3;

    private final CompositeIndex index;

    SipAnnotationScanner(CompositeIndex index) {
        this.index = index;
    }

    SipAnnotations scan() {
        return new SipAnnotations(
                this.find(APPLICATION, AnnotationTarget.Kind.CLASS, SipAnnotationScanner::application),
                this.find(SERVLET, AnnotationTarget.Kind.CLASS, SipAnnotationScanner::servlet),
                this.find(LISTENER, AnnotationTarget.Kind.CLASS, annotation -> new AnnotatedListener(className(annotation),
                        string(annotation, "applicationName"))),
                this.find(APPLICATION_KEY, AnnotationTarget.Kind.METHOD, annotation -> new AnnotatedApplicationKey(
                        annotation.target().asMethod().declaringClass().name().toString(), annotation.target().asMethod().name(),
                        string(annotation, "applicationName"))));
    }

    private <T> List<T> find(DotName name, AnnotationTarget.Kind kind, Function<AnnotationInstance, T> mapper) {
        Stream<AnnotationInstance> found = this.index.getAnnotations(name).stream()
                .filter(annotation -> annotation.target().kind() == kind);
        // the index has no order, servlets and listeners shall have one
        return found.sorted(Comparator.comparing(annotation -> annotation.target().toString())).map(mapper).toList();
    }

    private static AnnotatedApplication application(AnnotationInstance annotation) {
        AnnotationValue distributable = annotation.value("distributable");
        return new AnnotatedApplication(annotation.target().asClass().name().packagePrefix(), string(annotation, "name"),
                distributable != null && distributable.asBoolean(), integer(annotation, "proxyTimeout", PROXY_TIMEOUT),
                integer(annotation, "sessionTimeout", SESSION_TIMEOUT), string(annotation, "mainServlet"));
    }

    private static AnnotatedServlet servlet(AnnotationInstance annotation) {
        return new AnnotatedServlet(className(annotation), string(annotation, "name"), string(annotation, "applicationName"),
                integer(annotation, "loadOnStartup", LOAD_ON_STARTUP));
    }

    private static String className(AnnotationInstance annotation) {
        return annotation.target().asClass().name().toString();
    }

    private static String string(AnnotationInstance annotation, String member) {
        AnnotationValue value = annotation.value(member);
        return (value != null) ? value.asString() : "";
    }

    private static int integer(AnnotationInstance annotation, String member, int undefined) {
        AnnotationValue value = annotation.value(member);
        return (value != null) ? value.asInt() : undefined;
    }
}
