/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.drain;

import java.util.List;
import java.util.concurrent.Executor;

import org.jboss.as.controller.OperationFailedException;
import org.wildfly.extension.sip.logging.SipExtensionLogger;
import org.wildfly.sip.container.SipApplication;
import org.wildfly.sip.container.SipContainer;

/** Takes single applications out of service and stops them; the others go on. */
class ApplicationDrains {
    private final SipContainer container;
    private final Executor executor;

    /** @param executor stops applications, which may wait for their servlets */
    ApplicationDrains(SipContainer container, Executor executor) {
        this.container = container;
        this.executor = executor;
    }

    /**
     * Finds an application.
     *
     * @throws OperationFailedException if there is none; the message has the names that there are
     */
    SipApplication find(String name) throws OperationFailedException {
        return this.container.application(name).orElseThrow(() -> {
            List<String> names = this.container.applications().stream().map(SipApplication::name).sorted().toList();
            return SipExtensionLogger.LOGGER.noSuchApplication(name, names);
        });
    }

    /** Begins to drain an application and returns at once; the application is stopped when the drain ends. */
    void begin(SipApplication application, long timeToWait) {
        application.drain().start(timeToWait).whenCompleteAsync((drained, exception) -> {
            if (exception == null) {
                stop(application);
            } else if (!Cancellation.isCauseOf(exception)) {
                SipExtensionLogger.LOGGER.applicationStopFailed(application.name(), exception);
            }
        }, this.executor);
    }

    /**
     * Cancels the drain of an application.
     *
     * @throws OperationFailedException if it does not drain
     */
    void cancel(SipApplication application) throws OperationFailedException {
        if (!application.drain().cancel()) {
            throw SipExtensionLogger.LOGGER.applicationNotDraining(application.name());
        }
    }

    private static void stop(SipApplication application) {
        try {
            application.stop();
            SipExtensionLogger.LOGGER.applicationStopped(application.name());
        } catch (RuntimeException e) {
            SipExtensionLogger.LOGGER.applicationStopFailed(application.name(), e);
        }
    }
}
