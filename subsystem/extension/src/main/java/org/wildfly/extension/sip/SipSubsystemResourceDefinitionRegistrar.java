/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip;

import java.util.List;

import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.controller.ResourceDefinition;
import org.jboss.as.controller.SubsystemRegistration;
import org.jboss.as.controller.SubsystemResourceRegistration;
import org.jboss.as.controller.capability.RuntimeCapability;
import org.jboss.as.controller.descriptions.ParentResourceDescriptionResolver;
import org.jboss.as.controller.descriptions.SubsystemResourceDescriptionResolver;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.dmr.ModelNode;
import org.wildfly.extension.sip.deployment.DeployedApplications;
import org.wildfly.extension.sip.deployment.SipDeploymentChain;
import org.wildfly.extension.sip.drain.GracefulShutdown;
import org.wildfly.extension.sip.drain.GracefulShutdownInstaller;
import org.wildfly.extension.sip.drain.GracefulShutdownOperations;
import org.wildfly.extension.sip.service.ContainerServiceConfigurator;
import org.wildfly.extension.sip.service.SipServiceDescriptor;
import org.wildfly.service.capture.FunctionExecutor;
import org.wildfly.sip.container.SipContainer;
import org.wildfly.subsystem.resource.ManagementResourceRegistrar;
import org.wildfly.subsystem.resource.ManagementResourceRegistrationContext;
import org.wildfly.subsystem.resource.ResourceDescriptor;
import org.wildfly.subsystem.resource.SubsystemResourceDefinitionRegistrar;
import org.wildfly.subsystem.resource.executor.MetricExecutor;
import org.wildfly.subsystem.resource.executor.MetricFunction;
import org.wildfly.subsystem.resource.executor.MetricOperationStepHandler;
import org.wildfly.subsystem.resource.operation.ResourceOperationRuntimeHandler;
import org.wildfly.subsystem.service.ResourceServiceConfigurator;
import org.wildfly.subsystem.service.ResourceServiceInstaller;
import org.wildfly.subsystem.service.ServiceDependency;
import org.wildfly.subsystem.service.capture.ServiceValueExecutorRegistry;

/** Registers {@code /subsystem=sip}: the container, its drain, and the processing of deployments. */
class SipSubsystemResourceDefinitionRegistrar implements SubsystemResourceDefinitionRegistrar, ResourceServiceConfigurator {

    static final SubsystemResourceRegistration REGISTRATION = SubsystemResourceRegistration.of("sip");
    static final ParentResourceDescriptionResolver RESOLVER = new SubsystemResourceDescriptionResolver(REGISTRATION.getName(),
            SipExtension.class);
    static final RuntimeCapability<Void> CAPABILITY = RuntimeCapability.Builder.of(SipServiceDescriptor.CONTAINER).build();

    private final ServiceValueExecutorRegistry<SipContainer> containers = ServiceValueExecutorRegistry.newInstance();
    private final ServiceValueExecutorRegistry<GracefulShutdown> shutdowns = ServiceValueExecutorRegistry.newInstance();
    private final DeployedApplications applications = new DeployedApplications();
    private final ServiceDependency<SipContainer> container = ServiceDependency.on(SipServiceDescriptor.CONTAINER);

    @Override
    public ManagementResourceRegistration register(SubsystemRegistration parent, ManagementResourceRegistrationContext context) {
        ResourceOperationRuntimeHandler runtimeHandler = ResourceOperationRuntimeHandler.configureParentService(this);
        ResourceDescriptor descriptor = ResourceDescriptor.builder(RESOLVER)
                .addCapability(CAPABILITY)
                .addAttributes(SipSubsystemAttributes.ALL)
                .withRuntimeHandler(runtimeHandler)
                .withDeploymentChainContributor(new SipDeploymentChain(this.applications))
                .build();
        ManagementResourceRegistration registration = parent
                .registerSubsystemModel(ResourceDefinition.builder(REGISTRATION, RESOLVER).build());
        ManagementResourceRegistrar.of(descriptor).register(registration);

        new ConnectorResourceDefinitionRegistrar().register(registration, context);
        new BalancerResourceDefinitionRegistrar(runtimeHandler).register(registration, context);

        if (context.isRuntimeOnlyRegistrationValid()) {
            MetricExecutor<SipContainer> metrics = (operationContext, metric) -> {
                FunctionExecutor<SipContainer> executor = this.containers.getExecutor(this.container);
                return (executor != null) ? executor.execute(new MetricFunction<>(c -> c, metric)) : null;
            };
            new MetricOperationStepHandler<>(metrics, SipMetric.class).register(registration);
            new SipStateAttributes(() -> this.containers.getExecutor(this.container)).register(registration);
            new GracefulShutdownOperations(RESOLVER, () -> this.shutdowns.getExecutor(GracefulShutdownInstaller.SHUTDOWN))
                    .register(registration);
            new SipDeploymentResourceDefinitionRegistrar(this.applications).register(parent);
        }
        return registration;
    }

    @Override
    public ResourceServiceInstaller configure(OperationContext context, ModelNode model) throws OperationFailedException {
        ServiceDependency<SipContainer> dependency = this.container;
        return ResourceServiceInstaller.combine(List.of(
                new ContainerServiceConfigurator(CAPABILITY).configure(SipSubsystemModelResolver.resolve(context, model)),
                GracefulShutdownInstaller.create(dependency),
                this.containers.capture(dependency),
                this.shutdowns.capture(GracefulShutdownInstaller.SHUTDOWN)));
    }
}
