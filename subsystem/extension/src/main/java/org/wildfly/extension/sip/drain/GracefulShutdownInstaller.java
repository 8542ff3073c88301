/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.drain;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.jboss.as.controller.ModelControllerClientFactory;
import org.jboss.as.controller.management.Capabilities;
import org.jboss.as.server.suspend.ServerSuspendController;
import org.jboss.as.server.suspend.SuspendableActivityRegistry;
import org.jboss.as.server.suspend.SuspensionStateProvider;
import org.jboss.msc.service.ServiceName;
import org.wildfly.service.Installer.StartWhen;
import org.wildfly.sip.container.SipContainer;
import org.wildfly.subsystem.service.ResourceServiceInstaller;
import org.wildfly.subsystem.service.ServiceDependency;
import org.wildfly.subsystem.service.ServiceInstaller;

/** Installs what joins the container's drain and the server's suspension. The one place that registers with the server's suspension. */
public class GracefulShutdownInstaller {
    private static final ServiceName SHUTDOWN_NAME = ServiceName.of("org", "wildfly", "sip", "graceful-shutdown");
    private static final ServiceName ACTIVITY_NAME = ServiceName.of("org", "wildfly", "sip", "suspendable-activity");

    /** Where the graceful shutdown is found. */
    public static final ServiceDependency<GracefulShutdown> SHUTDOWN = ServiceDependency.on(SHUTDOWN_NAME);

    private GracefulShutdownInstaller() {
    }

    /** Makes what installs the services. */
    public static ResourceServiceInstaller create(ServiceDependency<SipContainer> container) {
        return ResourceServiceInstaller.combine(activity(container), shutdown(container));
    }

    private static ResourceServiceInstaller activity(ServiceDependency<SipContainer> container) {
        ServiceDependency<SuspendableActivityRegistry> registry = ServiceDependency.on(SuspendableActivityRegistry.SERVICE_DESCRIPTOR);
        Supplier<SipActivity> factory = container.map(SipActivity::new);
        return ServiceInstaller.builder(factory)
                .provides(ACTIVITY_NAME)
                .requires(List.of(container, registry))
                .onStart(activity -> register(registry.get(), activity))
                .onStop(activity -> registry.get().unregisterActivity(activity))
                .startWhen(StartWhen.INSTALLED)
                .build();
    }

    private static void register(SuspendableActivityRegistry registry, SipActivity activity) {
        // that of HTTP: both are asked to prepare before either refuses anything, and caches serve until both have ended
        registry.registerActivity(activity, SuspendableActivityRegistry.SuspendPriority.DEFAULT);
        if (registry.getState() == SuspensionStateProvider.State.RUNNING) {
            activity.open();
        }
    }

    private static ResourceServiceInstaller shutdown(ServiceDependency<SipContainer> container) {
        ServiceDependency<ServerSuspendController> controller = ServiceDependency.on(ServerSuspendController.SERVICE_DESCRIPTOR);
        ServiceDependency<ModelControllerClientFactory> clients = ServiceDependency.on(ModelControllerClientFactory.SERVICE_DESCRIPTOR);
        ServiceDependency<Executor> executor = ServiceDependency.on(Capabilities.MANAGEMENT_EXECUTOR);
        ServiceDependency<SipActivity> activity = ServiceDependency.on(ACTIVITY_NAME);
        Supplier<GracefulShutdown> factory = () -> new GracefulShutdown(controller.get(), activity.get(), container.get(),
                new ServerShutdown(clients.get(), executor.get()), executor.get());
        return ServiceInstaller.builder(factory)
                .provides(SHUTDOWN_NAME)
                .requires(List.of(controller, clients, executor, activity, container))
                .startWhen(StartWhen.INSTALLED)
                .build();
    }
}
