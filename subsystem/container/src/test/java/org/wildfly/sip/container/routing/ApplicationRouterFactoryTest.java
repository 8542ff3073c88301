/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.ar.SipApplicationRouter;
import javax.servlet.sip.ar.SipApplicationRouterInfo;
import javax.servlet.sip.ar.SipApplicationRoutingDirective;
import javax.servlet.sip.ar.SipApplicationRoutingRegion;
import javax.servlet.sip.ar.SipRouteModifier;
import javax.servlet.sip.ar.SipTargetedRequestInfo;
import javax.servlet.sip.ar.spi.SipApplicationRouterProvider;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationRouterFactoryTest {
    @TempDir
    private Path folder;

    /** A router as users write them: it gives everything to the last application that was deployed. */
    public static final class LastRouter implements SipApplicationRouter {
        private final List<String> deployed = new ArrayList<>();

        @Override
        public void init() {
            // nothing to prepare
        }

        @Override
        public void init(Properties properties) {
            // needs none
        }

        @Override
        public void destroy() {
            this.deployed.clear();
        }

        @Override
        public void applicationDeployed(List<String> names) {
            this.deployed.addAll(names);
        }

        @Override
        public void applicationUndeployed(List<String> names) {
            this.deployed.removeAll(names);
        }

        @Override
        public SipApplicationRouterInfo getNextApplication(SipServletRequest request, SipApplicationRoutingRegion region,
                SipApplicationRoutingDirective directive, SipTargetedRequestInfo targetedRequestInfo, Serializable stateInfo) {
            return new SipApplicationRouterInfo(this.deployed.get(this.deployed.size() - 1), region, null, null, SipRouteModifier.NO_ROUTE,
                    "state");
        }
    }

    /** Gives {@link LastRouter}. */
    public static class LastProvider extends SipApplicationRouterProvider {
        @Override
        public SipApplicationRouter getSipApplicationRouter() {
            return new LastRouter();
        }
    }

    /** Another one. */
    public static final class OtherProvider extends LastProvider {
    }

    /** Gives nothing. */
    public static final class EmptyProvider extends SipApplicationRouterProvider {
        @Override
        public SipApplicationRouter getSipApplicationRouter() {
            return null;
        }
    }

    @AfterEach
    void clear() {
        ApplicationRouterFactory.PROVIDER_PROPERTIES.forEach(System::clearProperty);
        System.clearProperty(ApplicationRouterFactory.FILE_PROPERTY);
    }

    @Test
    void withoutAnythingTheDefaultRouterGivesRequestsToEveryApplication() throws IOException {
        ApplicationRouter router = this.create(null);
        router.init();
        router.applicationDeployed(List.of("b", "a"));
        assertThat(Route.of(router, "INVITE").arrives()).isEqualTo("a");
    }

    @Test
    void aRouterThatIsAServiceIsUsed() throws IOException {
        assertIsLastRouter(this.create(null, LastProvider.class));
    }

    @Test
    void severalRoutersNeedAChoice() {
        assertThatThrownBy(() -> this.create(null, LastProvider.class, OtherProvider.class)).isInstanceOf(ApplicationRouterException.class)
                .hasMessageContainingAll("LastProvider", "OtherProvider", "javax.servlet.sip.ar.spi.provider");
    }

    @Test
    void eitherSystemPropertyNamesTheProvider() throws IOException {
        for (String property : ApplicationRouterFactory.PROVIDER_PROPERTIES) {
            System.setProperty(property, OtherProvider.class.getName());
            assertIsLastRouter(this.create(null, LastProvider.class, OtherProvider.class));
            System.clearProperty(property);
        }
    }

    @Test
    void aProviderThatCannotBeUsedIsNamed() {
        for (String name : new String[]{"org.example.Missing", String.class.getName()}) {
            System.setProperty(ApplicationRouterFactory.PROVIDER_PROPERTIES.get(0), name);
            assertThatThrownBy(() -> this.create(null)).isInstanceOf(ApplicationRouterException.class).hasMessageContainingAll(name,
                    ApplicationRouterFactory.PROVIDER_PROPERTIES.get(0));
        }
        System.clearProperty(ApplicationRouterFactory.PROVIDER_PROPERTIES.get(0));
        assertThatThrownBy(() -> this.create(null, EmptyProvider.class)).isInstanceOf(ApplicationRouterException.class)
                .hasMessageContaining("EmptyProvider");
        assertThatThrownBy(() -> this.create(null, LastRouter.class)).isInstanceOf(ApplicationRouterException.class)
                .hasMessageContaining("LastRouter");
    }

    @Test
    void theStandardsSystemPropertyNamesTheFile() throws IOException {
        Path file = Files.writeString(this.folder.resolve("dar.properties"),
                "INVITE: (\"b\", \"\", \"NEUTRAL\", \"\", \"NO_ROUTE\", \"0\")");
        for (String value : new String[]{file.toString(), file.toUri().toString()}) {
            System.setProperty(ApplicationRouterFactory.FILE_PROPERTY, value);
            ApplicationRouter router = this.create(null);
            router.init();
            router.applicationDeployed(List.of("a", "b"));
            assertThat(Route.of(router, "INVITE").arrives()).isEqualTo("b");
        }
        System.setProperty(ApplicationRouterFactory.FILE_PROPERTY, "file:");
        assertThatThrownBy(() -> this.create(null)).isInstanceOf(ApplicationRouterException.class)
                .hasMessageContaining(ApplicationRouterFactory.FILE_PROPERTY);
    }

    private static void assertIsLastRouter(ApplicationRouter router) {
        router.init();
        router.applicationDeployed(List.of("a", "b", "c"));
        router.applicationUndeployed(List.of("c"));
        assertThat(Route.of(router, "INVITE").arrives()).isEqualTo("b");
        router.destroy();
    }

    private ApplicationRouter create(Path file, Class<?>... providers) throws IOException {
        Path services = Files.createDirectories(this.folder.resolve("META-INF/services"));
        Files.write(services.resolve(SipApplicationRouterProvider.class.getName()),
                List.of(providers).stream().map(Class::getName).toList());
        try (URLClassLoader loader = new URLClassLoader(new URL[]{this.folder.toUri().toURL()}, this.getClass().getClassLoader())) {
            return ApplicationRouterFactory.create(file, loader);
        }
    }
}
