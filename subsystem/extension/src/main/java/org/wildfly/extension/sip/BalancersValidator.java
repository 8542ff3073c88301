/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip;

import org.jboss.as.controller.OperationFailedException;
import org.jboss.as.controller.operations.validation.ParameterValidator;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;
import org.wildfly.extension.sip.service.BalancerAddresses;

/** Refuses a list of balancers that cannot be read, where it is written. */
class BalancersValidator implements ParameterValidator {

    @Override
    public void validateParameter(String parameterName, ModelNode value) throws OperationFailedException {
        if (value.isDefined() && value.getType() != ModelType.EXPRESSION) {
            try {
                BalancerAddresses.parse(value.asString());
            } catch (IllegalArgumentException e) {
                throw new OperationFailedException(e.getMessage(), e);
            }
        }
    }
}
