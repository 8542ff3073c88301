/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.service;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jboss.as.controller.capability.RuntimeCapability;
import org.jboss.as.network.OutboundSocketBinding;
import org.jboss.as.network.SocketBinding;
import org.jboss.as.server.ServerEnvironment;
import org.wildfly.extension.undertow.UndertowService;
import org.wildfly.service.Installer.StartWhen;
import org.wildfly.sip.container.ContainerConfiguration;
import org.wildfly.sip.container.SipContainer;
import org.wildfly.sip.ha.store.SessionStore;
import org.wildfly.subsystem.service.ResourceServiceInstaller;
import org.wildfly.subsystem.service.ServiceDependency;
import org.wildfly.subsystem.service.capability.CapabilityServiceInstaller;

/** Configures the service of the SIP Servlet container. */
public class ContainerServiceConfigurator {
    private static final String UNDERTOW = "org.wildfly.undertow";

    private final RuntimeCapability<Void> capability;

    /** @param capability what the service provides */
    public ContainerServiceConfigurator(RuntimeCapability<Void> capability) {
        this.capability = capability;
    }

    /** Makes what installs the service. */
    public ResourceServiceInstaller configure(ContainerModel model) {
        ServiceDependency<ServerEnvironment> environment = ServiceDependency.on(ServerEnvironment.SERVICE_DESCRIPTOR);
        ServiceDependency<UndertowService> undertow = ServiceDependency.on(UNDERTOW, UndertowService.class);
        Store storage = Store.of(model.cacheContainer(), model.cache(), environment);
        ServiceDependency<SessionStore> store = storage.dependency();

        List<ServiceDependency<?>> dependencies = new ArrayList<>(List.of(environment, undertow, store, model.httpSocketBinding()));
        dependencies.addAll(model.balancerBindings());

        Supplier<SipContainer> factory = () -> {
            SocketBinding http = model.httpSocketBinding().get();
            ConfigurationFiles files = new ConfigurationFiles(environment.get().getServerConfigurationDir().toPath());
            return start(new NodeConfiguration(environment.get().getNodeName(), model.nodeVersion(), undertow.get().getInstanceId(),
                    (http != null) ? http.getAbsolutePort() : 0, store.get(), files.find("application-router", model.applicationRouter()),
                    model.concurrency(), model.commitTimeout(), balancers(model), model.balancerSecret(),
                    files.properties("stack-properties", model.stackProperties())));
        };
        return ResourceServiceInstaller.combine(storage.installer(), CapabilityServiceInstaller.builder(this.capability, factory)
                .requires(dependencies)
                .blocking()
                .onStop(SipContainer::close)
                .startWhen(StartWhen.INSTALLED)
                .build());
    }

    private static SipContainer start(ContainerConfiguration configuration) {
        SipContainer container = SipContainers.create(configuration);
        try {
            container.start();
            return container;
        } catch (RuntimeException | Error e) {
            container.close();
            throw e;
        }
    }

    private static List<InetSocketAddress> balancers(ContainerModel model) {
        List<InetSocketAddress> addresses = new ArrayList<>(model.balancers());
        for (ServiceDependency<OutboundSocketBinding> dependency : model.balancerBindings()) {
            OutboundSocketBinding binding = dependency.get();
            addresses.add(InetSocketAddress.createUnresolved(binding.getUnresolvedDestinationAddress(), binding.getDestinationPort()));
        }
        return addresses;
    }
}
