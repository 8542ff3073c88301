/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip;

import java.util.List;

import org.jboss.as.controller.AttributeDefinition;
import org.jboss.as.controller.SimpleAttributeDefinition;
import org.jboss.as.controller.SimpleAttributeDefinitionBuilder;
import org.jboss.as.controller.access.management.SensitiveTargetAccessConstraintDefinition;
import org.jboss.as.controller.client.helpers.MeasurementUnit;
import org.jboss.as.controller.operations.validation.IntRangeValidator;
import org.jboss.as.controller.operations.validation.LongRangeValidator;
import org.jboss.as.controller.operations.validation.StringAllowedValuesValidator;
import org.jboss.as.controller.operations.validation.StringLengthValidator;
import org.jboss.as.network.SocketBinding;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;
import org.wildfly.service.descriptor.BinaryServiceDescriptor;
import org.wildfly.service.descriptor.UnaryServiceDescriptor;
import org.wildfly.subsystem.resource.capability.CapabilityReference;
import org.wildfly.subsystem.resource.capability.CapabilityReferenceAttributeDefinition;

/** The attributes of {@code /subsystem=sip}. */
interface SipSubsystemAttributes {
    // Infinispan is there in layer sip-ha only: its types must not be needed to load this class
    UnaryServiceDescriptor<Object> DEFAULT_CACHE_CONFIGURATION = UnaryServiceDescriptor
            .of("org.wildfly.clustering.infinispan.default-cache-configuration", Object.class);
    BinaryServiceDescriptor<Object> CACHE_CONFIGURATION = BinaryServiceDescriptor
            .of("org.wildfly.clustering.infinispan.cache-configuration", DEFAULT_CACHE_CONFIGURATION);

    SimpleAttributeDefinition APPLICATION_ROUTER = string("application-router").build();

    SimpleAttributeDefinition STACK_PROPERTIES = string("stack-properties").build();

    SimpleAttributeDefinition PATH_NAME = string("path-name")
            .setDefaultValue(new ModelNode(PathName.WILDFLY.toString()))
            .setValidator(new StringAllowedValuesValidator(PathName.names()))
            .build();

    CapabilityReferenceAttributeDefinition<Object> CACHE_CONTAINER = new CapabilityReferenceAttributeDefinition.Builder<>("cache-container",
            CapabilityReference.builder(SipSubsystemResourceDefinitionRegistrar.CAPABILITY, DEFAULT_CACHE_CONFIGURATION).build())
            .setRequired(false)
            .setRestartAllServices()
            .build();

    CapabilityReferenceAttributeDefinition<Object> CACHE = new CapabilityReferenceAttributeDefinition.Builder<>("cache",
            CapabilityReference.builder(SipSubsystemResourceDefinitionRegistrar.CAPABILITY, CACHE_CONFIGURATION)
                    .withParentAttribute(CACHE_CONTAINER)
                    .build())
            .setRequired(false)
            .setRequires("cache-container")
            .setRestartAllServices()
            .build();

    SimpleAttributeDefinition COMMIT_TIMEOUT = new SimpleAttributeDefinitionBuilder("commit-timeout", ModelType.LONG, true)
            .setAllowExpression(true)
            .setDefaultValue(new ModelNode(500L))
            .setMeasurementUnit(MeasurementUnit.MILLISECONDS)
            .setValidator(new LongRangeValidator(0))
            .setRestartAllServices()
            .build();

    SimpleAttributeDefinition CONCURRENCY = new SimpleAttributeDefinitionBuilder("concurrency", ModelType.INT, true)
            .setAllowExpression(true)
            .setValidator(new IntRangeValidator(1))
            .setRestartAllServices()
            .build();

    CapabilityReferenceAttributeDefinition<SocketBinding> HTTP_SOCKET_BINDING = new CapabilityReferenceAttributeDefinition.Builder<>(
            "http-socket-binding",
            CapabilityReference.builder(SipSubsystemResourceDefinitionRegistrar.CAPABILITY, SocketBinding.SERVICE_DESCRIPTOR).build())
            .setRequired(false)
            .setRestartAllServices()
            .addAccessConstraint(SensitiveTargetAccessConstraintDefinition.SOCKET_BINDING_REF)
            .build();

    SimpleAttributeDefinition NODE_VERSION = string("node-version").setDefaultValue(new ModelNode("0")).build();

    SimpleAttributeDefinition BALANCERS = string("balancers").setValidator(new BalancersValidator()).build();

    SimpleAttributeDefinition BALANCER_SECRET = string("balancer-secret")
            .setValidator(new StringLengthValidator(0)) // an expression may well resolve to nothing
            .addAccessConstraint(SensitiveTargetAccessConstraintDefinition.CREDENTIAL)
            .build();

    List<AttributeDefinition> ALL = List.of(APPLICATION_ROUTER, STACK_PROPERTIES, PATH_NAME, CACHE_CONTAINER, CACHE, COMMIT_TIMEOUT,
            CONCURRENCY, HTTP_SOCKET_BINDING, NODE_VERSION, BALANCERS, BALANCER_SECRET);

    private static SimpleAttributeDefinitionBuilder string(String name) {
        return new SimpleAttributeDefinitionBuilder(name, ModelType.STRING, true).setAllowExpression(true).setRestartAllServices();
    }
}
