/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

import javax.servlet.sip.ar.SipApplicationRouter;
import javax.servlet.sip.ar.spi.SipApplicationRouterProvider;

/**
 * Finds the application router of a container: the provider that a system property names, else the one that is found as a service, else
 * the default router (JSR 289 sections 15.3 and appendix C).
 */
public final class ApplicationRouterFactory {
    /** System properties that name the provider's class: the standard's name, and the one that users of RestComm have. */
    static final List<String> PROVIDER_PROPERTIES = List.of("javax.servlet.sip.ar.spi.provider",
            "javax.servlet.sip.ar.spi.SipApplicationRouterProvider");
    /** The system property that names the default router's file, as URI or path. */
    static final String FILE_PROPERTY = "javax.servlet.sip.ar.dar.configuration";

    private ApplicationRouterFactory() {
    }

    /**
     * Makes the router; it is not initialized yet.
     *
     * @param file the default router's file; null for that of the system property, or, without that, for the rule that every application
     *        takes part
     * @param loader where a provider is looked for
     * @throws ApplicationRouterException if a provider is named and cannot be used, or there are several and none is named
     */
    public static ApplicationRouter create(Path file, ClassLoader loader) {
        SipApplicationRouterProvider provider = provider(loader);
        if (provider == null) {
            return new DefaultApplicationRouter(file != null ? file : fileOfSystemProperty());
        }
        SipApplicationRouter router = provider.getSipApplicationRouter();
        if (router == null) {
            throw new ApplicationRouterException(
                    provider.getClass().getName() + " gives no application router (null). Correct or remove it.");
        }
        RoutingLogger.LOGGER.userApplicationRouter(router.getClass().getName());
        return router instanceof ApplicationRouter own ? own : new UserApplicationRouter(router);
    }

    private static SipApplicationRouterProvider provider(ClassLoader loader) {
        for (String property : PROVIDER_PROPERTIES) {
            String name = System.getProperty(property);
            if (name != null && !name.isBlank()) {
                return named(property, name.strip(), loader);
            }
        }
        try {
            List<SipApplicationRouterProvider> providers = ServiceLoader.load(SipApplicationRouterProvider.class, loader).stream()
                    .map(ServiceLoader.Provider::get).toList();
            if (providers.size() > 1) {
                Stream<String> names = providers.stream().map(provider -> provider.getClass().getName());
                throw new ApplicationRouterException("There are several application routers: " + String.join(", ", names.toList())
                        + ". Name the provider to use with the system property " + PROVIDER_PROPERTIES.get(0) + ".");
            }
            return providers.isEmpty() ? null : providers.get(0);
        } catch (ServiceConfigurationError e) {
            throw new ApplicationRouterException("The application router cannot be made: " + e.getMessage(), e);
        }
    }

    private static SipApplicationRouterProvider named(String property, String name, ClassLoader loader) {
        try {
            return Class.forName(name, true, loader).asSubclass(SipApplicationRouterProvider.class).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            throw new ApplicationRouterException("The application router's provider " + name + ", which the system property " + property
                    + " names, cannot be used: " + e + ". It must be a public subclass of SipApplicationRouterProvider with a public"
                    + " constructor without parameters.", e);
        }
    }

    private static Path fileOfSystemProperty() {
        String value = System.getProperty(FILE_PROPERTY);
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return value.startsWith("file:") ? Path.of(URI.create(value.strip())) : Path.of(value.strip());
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new ApplicationRouterException("The system property " + FILE_PROPERTY + " is \"" + value + "\", which names no file: "
                    + e.getMessage() + ". Give a path or a file: URI.", e);
        }
    }
}
