/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.drain;

import java.io.IOException;
import java.util.concurrent.Executor;

import org.jboss.as.controller.ModelControllerClientFactory;
import org.jboss.as.controller.PathAddress;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.descriptions.ModelDescriptionConstants;
import org.jboss.as.controller.operations.common.Util;
import org.jboss.dmr.ModelNode;
import org.wildfly.extension.sip.logging.SipExtensionLogger;

/** Has the server's own operation shut the server down, without another wait. Whoever asked for it has been authorized. */
class ServerShutdown implements Runnable {
    private final ModelControllerClientFactory clients;
    private final Executor executor;

    ServerShutdown(ModelControllerClientFactory clients, Executor executor) {
        this.clients = clients;
        this.executor = executor;
    }

    /** Returns at once. */
    @Override
    public void run() {
        this.executor.execute(this::shutDown);
    }

    private void shutDown() {
        ModelNode operation = Util.createEmptyOperation(ModelDescriptionConstants.SHUTDOWN, PathAddress.EMPTY_ADDRESS);
        operation.get(ModelDescriptionConstants.SUSPEND_TIMEOUT).set(0);
        try (ModelControllerClient client = this.clients.createSuperUserClient(this.executor)) {
            ModelNode response = client.execute(operation);
            if (!ModelDescriptionConstants.SUCCESS.equals(response.get(ModelDescriptionConstants.OUTCOME).asString())) {
                throw new IOException(response.get(ModelDescriptionConstants.FAILURE_DESCRIPTION).asString());
            }
        } catch (IOException | RuntimeException e) {
            SipExtensionLogger.LOGGER.shutdownFailed(e);
        }
    }
}
