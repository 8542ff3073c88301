/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.network.OutboundSocketBinding;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.Property;
import org.wildfly.extension.sip.service.BalancerAddresses;
import org.wildfly.extension.sip.service.ContainerModel;
import org.wildfly.subsystem.service.ServiceDependency;

/** Resolves the model of {@code /subsystem=sip} with its children. */
class SipSubsystemModelResolver {

    private SipSubsystemModelResolver() {
    }

    static ContainerModel resolve(OperationContext context, ModelNode model) throws OperationFailedException {
        boolean replicating = PathName.of(SipSubsystemAttributes.PATH_NAME.resolveModelAttribute(context, model).asString())
                .isReplicating();
        String secret = SipSubsystemAttributes.BALANCER_SECRET.resolveModelAttribute(context, model).asString("");
        return new ContainerModel(
                SipSubsystemAttributes.APPLICATION_ROUTER.resolveModelAttribute(context, model).asStringOrNull(),
                SipSubsystemAttributes.STACK_PROPERTIES.resolveModelAttribute(context, model).asStringOrNull(),
                replicating ? SipSubsystemAttributes.CACHE_CONTAINER.resolveModelAttribute(context, model).asStringOrNull() : null,
                SipSubsystemAttributes.CACHE.resolveModelAttribute(context, model).asStringOrNull(),
                Duration.ofMillis(SipSubsystemAttributes.COMMIT_TIMEOUT.resolveModelAttribute(context, model).asLong()),
                SipSubsystemAttributes.CONCURRENCY.resolveModelAttribute(context, model).asInt(0),
                SipSubsystemAttributes.HTTP_SOCKET_BINDING.resolve(context, model),
                SipSubsystemAttributes.NODE_VERSION.resolveModelAttribute(context, model).asString(),
                BalancerAddresses.parse(SipSubsystemAttributes.BALANCERS.resolveModelAttribute(context, model).asStringOrNull()),
                balancerBindings(context, model),
                secret.isEmpty() ? null : secret);
    }

    private static List<ServiceDependency<OutboundSocketBinding>> balancerBindings(OperationContext context, ModelNode model)
            throws OperationFailedException {
        List<ServiceDependency<OutboundSocketBinding>> bindings = new ArrayList<>();
        String key = BalancerResourceDefinitionRegistrar.REGISTRATION.getPathElement().getKey();
        if (model.hasDefined(key)) {
            for (Property balancer : model.get(key).asPropertyList()) {
                String name = BalancerResourceDefinitionRegistrar.OUTBOUND_SOCKET_BINDING
                        .resolveModelAttribute(context, balancer.getValue())
                        .asString();
                bindings.add(ServiceDependency.on(OutboundSocketBinding.SERVICE_DESCRIPTOR, name));
            }
        }
        return bindings;
    }
}
