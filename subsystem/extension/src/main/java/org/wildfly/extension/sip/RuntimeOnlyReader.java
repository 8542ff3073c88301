/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip;

import org.jboss.as.controller.AbstractRuntimeOnlyHandler;
import org.jboss.as.controller.OperationContext;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.dmr.ModelNode;

/** Reads something of the running server; the result is undefined while what it tells of is not there. */
abstract class RuntimeOnlyReader extends AbstractRuntimeOnlyHandler {

    @Override
    protected void executeRuntimeStep(OperationContext context, ModelNode operation) throws OperationFailedException {
        ModelNode result = this.read(context, operation);
        if (result != null) {
            context.getResult().set(result);
        }
    }

    /** @return null for undefined */
    protected abstract ModelNode read(OperationContext context, ModelNode operation) throws OperationFailedException;
}
