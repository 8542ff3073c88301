/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.drain;

import java.util.EnumSet;
import java.util.function.Supplier;

import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.controller.OperationStepHandler;
import org.jboss.as.controller.SimpleAttributeDefinition;
import org.jboss.as.controller.SimpleAttributeDefinitionBuilder;
import org.jboss.as.controller.SimpleOperationDefinition;
import org.jboss.as.controller.SimpleOperationDefinitionBuilder;
import org.jboss.as.controller.access.Action.ActionEffect;
import org.jboss.as.controller.access.AuthorizationResult;
import org.jboss.as.controller.client.helpers.MeasurementUnit;
import org.jboss.as.controller.descriptions.ModelDescriptionConstants;
import org.jboss.as.controller.descriptions.ResourceDescriptionResolver;
import org.jboss.as.controller.logging.ControllerLogger;
import org.jboss.as.controller.registry.ManagementResourceRegistration;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;
import org.wildfly.extension.sip.logging.SipExtensionLogger;
import org.wildfly.service.capture.FunctionExecutor;
import org.wildfly.sip.container.SipApplication;
import org.wildfly.subsystem.resource.ManagementResourceRegistrar;

/**
 * Registers the operations that take the server or an application out of service. Names and parameters are those that operators of SIP Servlet
 * servers know.
 */
public class GracefulShutdownOperations implements ManagementResourceRegistrar {
    private static final SimpleAttributeDefinition TIME_TO_WAIT = new SimpleAttributeDefinitionBuilder("timeToWait", ModelType.LONG)
            .setMeasurementUnit(MeasurementUnit.MILLISECONDS)
            .build();
    private static final SimpleAttributeDefinition SIP_APPLICATION = new SimpleAttributeDefinitionBuilder("sipApp", ModelType.STRING)
            .build();
    private static final SimpleAttributeDefinition OPTIONAL_SIP_APPLICATION = new SimpleAttributeDefinitionBuilder("sipApp",
            ModelType.STRING, true).build();

    private final ResourceDescriptionResolver resolver;
    private final Supplier<FunctionExecutor<GracefulShutdown>> shutdown;

    /** @param shutdown gives null while the container is not running */
    public GracefulShutdownOperations(ResourceDescriptionResolver resolver, Supplier<FunctionExecutor<GracefulShutdown>> shutdown) {
        this.resolver = resolver;
        this.shutdown = shutdown;
    }

    @Override
    public void register(ManagementResourceRegistration registration) {
        registration.registerOperationHandler(this.define("gracefulShutdown", TIME_TO_WAIT),
                this.handler((shutdown, context, operation) -> {
                    long timeToWait = TIME_TO_WAIT.resolveModelAttribute(context, operation).asLong();
                    return () -> shutdown.begin(timeToWait);
                }));
        registration.registerOperationHandler(this.define("contextGracefulShutdown", TIME_TO_WAIT, SIP_APPLICATION),
                this.handler((shutdown, context, operation) -> {
                    long timeToWait = TIME_TO_WAIT.resolveModelAttribute(context, operation).asLong();
                    SipApplication application = shutdown.applications()
                            .find(SIP_APPLICATION.resolveModelAttribute(context, operation).asString());
                    return () -> shutdown.applications().begin(application, timeToWait);
                }));
        registration.registerOperationHandler(this.define("cancel-graceful-shutdown", OPTIONAL_SIP_APPLICATION),
                this.handler((shutdown, context, operation) -> {
                    String name = OPTIONAL_SIP_APPLICATION.resolveModelAttribute(context, operation).asStringOrNull();
                    if (name != null) {
                        shutdown.applications().cancel(shutdown.applications().find(name));
                    } else if (!shutdown.cancel()) {
                        throw SipExtensionLogger.LOGGER.noShutdown();
                    }
                    return () -> {
                    };
                }));
    }

    private SimpleOperationDefinition define(String name, SimpleAttributeDefinition... parameters) {
        return new SimpleOperationDefinitionBuilder(name, this.resolver).setParameters(parameters).setRuntimeOnly().build();
    }

    private OperationStepHandler handler(Action action) {
        return (context, operation) -> context.addStep((runtimeContext, runtimeOperation) -> {
            authorize(runtimeContext, runtimeOperation);
            FunctionExecutor<GracefulShutdown> executor = this.shutdown.get();
            Runnable task = (executor != null)
                    ? executor.execute(shutdown -> action.prepare(shutdown, runtimeContext, runtimeOperation))
                    : null;
            if (task == null) {
                throw SipExtensionLogger.LOGGER.containerNotRunning();
            }
            // not before it is sure that the operation succeeds, of which this may be one of several steps
            runtimeContext.completeStep((result, resultContext, resultOperation) -> {
                if (result == OperationContext.ResultAction.KEEP) {
                    task.run();
                }
            });
        }, OperationContext.Stage.RUNTIME);
    }

    // the lock, but no waiting until all services are stable: a server whose services are not must be able to shut down, too
    private static void authorize(OperationContext context, ModelNode operation) {
        context.acquireControllerLock();
        AuthorizationResult authorization = context.authorize(operation, EnumSet.of(ActionEffect.WRITE_RUNTIME));
        if (authorization.getDecision() == AuthorizationResult.Decision.DENY) {
            throw ControllerLogger.ACCESS_LOGGER.unauthorized(operation.get(ModelDescriptionConstants.OP).asString(),
                    context.getCurrentAddress(), authorization.getExplanation());
        }
    }

    /** Checks an operation; what it gives is run when the operation succeeds. */
    private interface Action {
        Runnable prepare(GracefulShutdown shutdown, OperationContext context, ModelNode operation) throws OperationFailedException;
    }
}
