/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.marshalling;

import java.io.ObjectInputFilter;
import java.util.Set;

import org.jboss.modules.ModuleClassLoader;
import org.wildfly.extension.sip.logging.SipExtensionLogger;

/**
 * Admits the classes of an application and value types of the platform, within bounds. What the filter of the process decides (system
 * property {@code jdk.serialFilter}) goes first, so that an operator can refuse classes of an application, or admit others.
 */
class ApplicationClassFilter implements ObjectInputFilter {
    private static final String DEPLOYMENT = "deployment.";
    private static final long MAXIMUM_BYTES = 4L << 20;
    private static final long MAXIMUM_REFERENCES = 100_000;
    private static final long MAXIMUM_DEPTH = 200;

    private static final Set<String> PACKAGES = Set.of("java.lang", "java.math", "java.time", "java.time.chrono", "java.time.zone",
            "java.util",
            "java.util.concurrent", "java.util.concurrent.atomic");
    private static final Set<String> CLASSES = Set.of("java.net.Inet4Address", "java.net.Inet6Address", "java.net.InetAddress",
            "java.net.InetSocketAddress", "java.net.URI");

    private final ClassLoader application;

    ApplicationClassFilter(ClassLoader application) {
        this.application = application;
    }

    @Override
    public Status checkInput(FilterInfo info) {
        ObjectInputFilter process = ObjectInputFilter.Config.getSerialFilter();
        Status decision = (process != null) ? process.checkInput(info) : Status.UNDECIDED;
        if (decision != Status.UNDECIDED) {
            return decision;
        }
        if (info.streamBytes() > MAXIMUM_BYTES || info.references() > MAXIMUM_REFERENCES || info.depth() > MAXIMUM_DEPTH
                || info.arrayLength() > MAXIMUM_BYTES) {
            return Status.REJECTED;
        }
        if (info.serialClass() == null) {
            return Status.UNDECIDED;
        }
        Class<?> type = element(info.serialClass());
        if (this.isAdmitted(type)) {
            return Status.ALLOWED;
        }
        SipExtensionLogger.LOGGER.notAdmitted(type.getName());
        return Status.REJECTED;
    }

    private boolean isAdmitted(Class<?> type) {
        if (type.isPrimitive()) {
            return true;
        }
        ClassLoader loader = type.getClassLoader();
        if (loader == null) {
            return PACKAGES.contains(type.getPackageName()) || CLASSES.contains(type.getName());
        }
        // the libraries of an enterprise archive are a module of their own
        return loader == this.application
                || (loader instanceof ModuleClassLoader modular && modular.getModule().getName().startsWith(DEPLOYMENT));
    }

    private static Class<?> element(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element;
    }
}
