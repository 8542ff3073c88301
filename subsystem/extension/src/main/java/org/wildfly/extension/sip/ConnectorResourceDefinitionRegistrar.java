/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip;

import java.util.List;
import java.util.function.Supplier;

import org.jboss.as.controller.AttributeDefinition;
import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.controller.PathElement;
import org.jboss.as.controller.ResourceDefinition;
import org.jboss.as.controller.ResourceRegistration;
import org.jboss.as.controller.SimpleAttributeDefinition;
import org.jboss.as.controller.SimpleAttributeDefinitionBuilder;
import org.jboss.as.controller.access.management.SensitiveTargetAccessConstraintDefinition;
import org.jboss.as.controller.capability.RuntimeCapability;
import org.jboss.as.controller.descriptions.ResourceDescriptionResolver;
import org.jboss.as.controller.operations.validation.EnumValidator;
import org.jboss.as.controller.operations.validation.IntRangeValidator;
import org.jboss.as.controller.registry.AttributeAccess;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.as.network.SocketBinding;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;
import org.wildfly.extension.sip.service.ConnectorBinding;
import org.wildfly.extension.sip.service.SipServiceDescriptor;
import org.wildfly.service.Installer.StartWhen;
import org.wildfly.sip.container.ConnectorConfiguration.Transport;
import org.wildfly.sip.container.SipContainer;
import org.wildfly.subsystem.resource.ChildResourceDefinitionRegistrar;
import org.wildfly.subsystem.resource.ManagementResourceRegistrar;
import org.wildfly.subsystem.resource.ManagementResourceRegistrationContext;
import org.wildfly.subsystem.resource.ResourceDescriptor;
import org.wildfly.subsystem.resource.capability.CapabilityReference;
import org.wildfly.subsystem.resource.capability.CapabilityReferenceAttributeDefinition;
import org.wildfly.subsystem.resource.operation.ResourceOperationRuntimeHandler;
import org.wildfly.subsystem.service.ResourceServiceConfigurator;
import org.wildfly.subsystem.service.ResourceServiceInstaller;
import org.wildfly.subsystem.service.ServiceDependency;
import org.wildfly.subsystem.service.capability.CapabilityServiceInstaller;

/** Registers {@code /subsystem=sip/connector=*}, where and how the server listens for SIP. */
class ConnectorResourceDefinitionRegistrar implements ChildResourceDefinitionRegistrar, ResourceServiceConfigurator {

    static final ResourceRegistration REGISTRATION = ResourceRegistration.of(PathElement.pathElement("connector"));

    private static final RuntimeCapability<Void> CAPABILITY = RuntimeCapability.Builder.of(SipServiceDescriptor.CONNECTOR).build();

    static final CapabilityReferenceAttributeDefinition<SocketBinding> SOCKET_BINDING = new CapabilityReferenceAttributeDefinition.Builder<>(
            "socket-binding", CapabilityReference.builder(CAPABILITY, SocketBinding.SERVICE_DESCRIPTOR).build())
            .addAccessConstraint(SensitiveTargetAccessConstraintDefinition.SOCKET_BINDING_REF)
            .build();

    static final SimpleAttributeDefinition TRANSPORT = new SimpleAttributeDefinitionBuilder("transport", ModelType.STRING, true)
            .setAllowExpression(true)
            .setDefaultValue(new ModelNode(Transport.UDP.name()))
            .setValidator(EnumValidator.create(Transport.class))
            .setFlags(AttributeAccess.Flag.RESTART_RESOURCE_SERVICES)
            .build();

    static final SimpleAttributeDefinition STATIC_SERVER_ADDRESS = new SimpleAttributeDefinitionBuilder("static-server-address",
            ModelType.STRING, true)
            .setAllowExpression(true)
            .setFlags(AttributeAccess.Flag.RESTART_RESOURCE_SERVICES)
            .build();

    static final SimpleAttributeDefinition STATIC_SERVER_PORT = new SimpleAttributeDefinitionBuilder("static-server-port", ModelType.INT,
            true)
            .setAllowExpression(true)
            .setValidator(new IntRangeValidator(1, 65535, true, true))
            .setFlags(AttributeAccess.Flag.RESTART_RESOURCE_SERVICES)
            .build();

    static final List<AttributeDefinition> ATTRIBUTES = List.of(SOCKET_BINDING, TRANSPORT, STATIC_SERVER_ADDRESS, STATIC_SERVER_PORT);

    @Override
    public ManagementResourceRegistration register(ManagementResourceRegistration parent, ManagementResourceRegistrationContext context) {
        ResourceDescriptionResolver resolver = SipSubsystemResourceDefinitionRegistrar.RESOLVER
                .createChildResolver(REGISTRATION.getPathElement());
        ResourceDescriptor descriptor = ResourceDescriptor.builder(resolver)
                .addCapability(CAPABILITY)
                .addAttributes(ATTRIBUTES)
                .withRuntimeHandler(ResourceOperationRuntimeHandler.configureService(this))
                .build();
        ManagementResourceRegistration registration = parent.registerSubModel(ResourceDefinition.builder(REGISTRATION, resolver).build());
        ManagementResourceRegistrar.of(descriptor).register(registration);
        return registration;
    }

    @Override
    public ResourceServiceInstaller configure(OperationContext context, ModelNode model) throws OperationFailedException {
        String name = context.getCurrentAddressValue();
        Transport transport = Transport.valueOf(TRANSPORT.resolveModelAttribute(context, model).asString());
        String host = STATIC_SERVER_ADDRESS.resolveModelAttribute(context, model).asStringOrNull();
        int port = STATIC_SERVER_PORT.resolveModelAttribute(context, model).asInt(0);
        ServiceDependency<SocketBinding> binding = SOCKET_BINDING.resolve(context, model);
        ServiceDependency<SipContainer> container = ServiceDependency.on(SipServiceDescriptor.CONTAINER);
        Supplier<ConnectorBinding> factory = () -> ConnectorBinding.bind(container.get(), name, transport, binding.get(), host, port);
        return CapabilityServiceInstaller.<ConnectorBinding, SipContainer.Connector>builder(CAPABILITY, bound -> bound, factory)
                .requires(List.of(container, binding))
                .blocking()
                .onStop(ConnectorBinding::close)
                .startWhen(StartWhen.INSTALLED)
                .build();
    }
}
