/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip;

import org.jboss.as.controller.AttributeDefinition;
import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.controller.PathAddress;
import org.jboss.as.controller.ResourceDefinition;
import org.jboss.as.controller.SimpleAttributeDefinition;
import org.jboss.as.controller.SimpleAttributeDefinitionBuilder;
import org.jboss.as.controller.SimpleOperationDefinitionBuilder;
import org.jboss.as.controller.SubsystemRegistration;
import org.jboss.as.controller.descriptions.ResourceDescriptionResolver;
import org.jboss.as.controller.operations.validation.EnumValidator;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;
import org.wildfly.extension.sip.deployment.DeployedApplications;
import org.wildfly.extension.sip.deployment.SipDeploymentChain;
import org.wildfly.sip.container.Drain;
import org.wildfly.sip.container.SipApplication;

/** Registers {@code /deployment=NAME/subsystem=sip}, the SIP application of a deployment as it runs. */
class SipDeploymentResourceDefinitionRegistrar {
    private static final AttributeDefinition APPLICATION_NAME = new SimpleAttributeDefinitionBuilder(SipDeploymentChain.APPLICATION_NAME,
            ModelType.STRING).setStorageRuntime().build();
    private static final AttributeDefinition DISTRIBUTABLE = new SimpleAttributeDefinitionBuilder(SipDeploymentChain.DISTRIBUTABLE,
            ModelType.BOOLEAN).setStorageRuntime().build();
    private static final AttributeDefinition SESSIONS = new SimpleAttributeDefinitionBuilder("sessions", ModelType.INT)
            .setStorageRuntime()
            .build();
    private static final AttributeDefinition STATE = new SimpleAttributeDefinitionBuilder("state", ModelType.STRING)
            .setValidator(EnumValidator.create(Drain.State.class))
            .setStorageRuntime()
            .build();
    private static final AttributeDefinition REMAINING = new SimpleAttributeDefinitionBuilder("remaining", ModelType.INT)
            .setStorageRuntime()
            .build();
    private static final SimpleAttributeDefinition ID = new SimpleAttributeDefinitionBuilder("id", ModelType.STRING).build();

    private final DeployedApplications applications;

    SipDeploymentResourceDefinitionRegistrar(DeployedApplications applications) {
        this.applications = applications;
    }

    void register(SubsystemRegistration subsystem) {
        ResourceDescriptionResolver resolver = SipSubsystemResourceDefinitionRegistrar.RESOLVER.createChildResolver("deployment");
        ManagementResourceRegistration registration = subsystem.registerDeploymentModel(
                ResourceDefinition.builder(SipSubsystemResourceDefinitionRegistrar.REGISTRATION, resolver).asRuntime().build());

        registration.registerReadOnlyAttribute(APPLICATION_NAME, null);
        registration.registerReadOnlyAttribute(DISTRIBUTABLE, null);
        registration.registerMetric(SESSIONS, this.handler((application, context, operation) -> new ModelNode(application.sessions())));
        registration.registerReadOnlyAttribute(STATE,
                this.handler((application, context, operation) -> new ModelNode(application.drain().state().name())));
        registration.registerMetric(REMAINING,
                this.handler((application, context, operation) -> new ModelNode(application.drain().remaining())));

        registration.registerOperationHandler(new SimpleOperationDefinitionBuilder("list-sessions", resolver)
                .setReplyType(ModelType.LIST)
                .setReplyValueType(ModelType.STRING)
                .setReadOnly()
                .setRuntimeOnly()
                .build(), this.handler((application, context, operation) -> {
                    ModelNode result = new ModelNode().setEmptyList();
                    application.sessionIds().forEach(result::add);
                    return result;
                }));
        registration.registerOperationHandler(new SimpleOperationDefinitionBuilder("read-session", resolver)
                .setParameters(ID)
                .setReplyType(ModelType.OBJECT)
                .setReadOnly()
                .setRuntimeOnly()
                .build(),
                this.handler((application, context, operation) -> SessionDescription
                        .read(application, ID.resolveModelAttribute(context, operation).asString())));
    }

    private RuntimeOnlyReader handler(Reading reading) {
        return new RuntimeOnlyReader() {
            @Override
            protected ModelNode read(OperationContext context, ModelNode operation) throws OperationFailedException {
                String name = context.readResource(PathAddress.EMPTY_ADDRESS).getModel().get(SipDeploymentChain.APPLICATION_NAME)
                        .asString();
                SipApplication application = SipDeploymentResourceDefinitionRegistrar.this.applications.find(name).orElse(null);
                return (application != null) ? reading.read(application, context, operation) : null;
            }
        };
    }

    /** Reads something of an application. */
    private interface Reading {
        ModelNode read(SipApplication application, OperationContext context, ModelNode operation) throws OperationFailedException;
    }
}
