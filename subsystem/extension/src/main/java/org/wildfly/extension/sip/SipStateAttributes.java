/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip;

import java.util.function.Function;
import java.util.function.Supplier;

import org.jboss.as.controller.AttributeDefinition;
import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.OperationStepHandler;
import org.jboss.as.controller.SimpleAttributeDefinitionBuilder;
import org.jboss.as.controller.operations.validation.EnumValidator;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;
import org.wildfly.service.capture.FunctionExecutor;
import org.wildfly.sip.container.Drain;
import org.wildfly.sip.container.SipContainer;
import org.wildfly.subsystem.resource.ManagementResourceRegistrar;

/** The attributes that tell where the server's drain stands. */
class SipStateAttributes implements ManagementResourceRegistrar {

    static final AttributeDefinition STATE = new SimpleAttributeDefinitionBuilder("state", ModelType.STRING)
            .setValidator(EnumValidator.create(Drain.State.class))
            .setStorageRuntime()
            .build();

    static final AttributeDefinition REMAINING = new SimpleAttributeDefinitionBuilder("remaining", ModelType.INT).setStorageRuntime()
            .build();

    private final Supplier<FunctionExecutor<SipContainer>> container;

    /** @param container gives null while there is no container */
    SipStateAttributes(Supplier<FunctionExecutor<SipContainer>> container) {
        this.container = container;
    }

    @Override
    public void register(ManagementResourceRegistration registration) {
        registration.registerReadOnlyAttribute(STATE, this.reader(drain -> new ModelNode(drain.state().name())));
        registration.registerReadOnlyAttribute(REMAINING, this.reader(drain -> new ModelNode(drain.remaining())));
    }

    private OperationStepHandler reader(Function<Drain, ModelNode> reading) {
        return new RuntimeOnlyReader() {
            @Override
            protected ModelNode read(OperationContext context, ModelNode operation) {
                FunctionExecutor<SipContainer> executor = SipStateAttributes.this.container.get();
                return (executor != null) ? executor.execute(running -> reading.apply(running.drain())) : null;
            }
        };
    }
}
