/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.as.controller.PathAddress;
import org.jboss.as.controller.PathElement;
import org.jboss.as.controller.RunningMode;
import org.jboss.as.controller.descriptions.ModelDescriptionConstants;
import org.jboss.as.controller.operations.common.Util;
import org.jboss.as.subsystem.test.AbstractSubsystemTest;
import org.jboss.as.subsystem.test.AdditionalInitialization;
import org.jboss.as.subsystem.test.KernelServices;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.Property;
import org.junit.Test;

/** Everything that the model has is described: what is not, shows only when somebody asks. */
public class SipDescriptionsTestCase extends AbstractSubsystemTest {

    public SipDescriptionsTestCase() {
        super("sip", new SipExtension());
    }

    @Test
    public void everyResourceAttributeOperationAndParameterIsDescribed() throws Exception {
        KernelServices services = this.createKernelServicesBuilder(new AdditionalInitialization() {
            @Override
            protected RunningMode getRunningMode() {
                return RunningMode.ADMIN_ONLY;
            }
        }).setSubsystemXml("<subsystem xmlns=\"urn:wildfly:sip:1.0\"/>").build();

        ModelNode subsystem = this.read(services, PathAddress.pathAddress("subsystem", "sip"));
        assertDescribed("subsystem", subsystem);
        assertThat(subsystem.get("children").keys()).contains("connector", "balancer");
        assertThat(subsystem.get("operations").keys()).contains("gracefulShutdown", "contextGracefulShutdown", "cancel-graceful-shutdown");
        assertThat(subsystem.get("attributes").keys()).contains("state", "remaining", "sessions-taken-over");
        assertThat(subsystem.get("operations", "contextGracefulShutdown", "request-properties").keys())
                .containsExactlyInAnyOrder("timeToWait", "sipApp");

        ModelNode deployment = this.read(services,
                PathAddress.pathAddress(PathElement.pathElement("deployment"), PathElement.pathElement("subsystem", "sip")));
        assertDescribed("deployment", deployment);
        assertThat(deployment.get("operations").keys()).contains("list-sessions", "read-session");
    }

    private ModelNode read(KernelServices services, PathAddress address) throws Exception {
        ModelNode operation = Util.createEmptyOperation(ModelDescriptionConstants.READ_RESOURCE_DESCRIPTION_OPERATION, address);
        operation.get(ModelDescriptionConstants.RECURSIVE).set(true);
        operation.get(ModelDescriptionConstants.OPERATIONS).set(true);
        ModelNode result = services.executeForResult(operation);
        return (result.getType() == org.jboss.dmr.ModelType.LIST) ? result.get(0).get(ModelDescriptionConstants.RESULT) : result;
    }

    private static void assertDescribed(String path, ModelNode resource) {
        assertThat(resource.get(ModelDescriptionConstants.DESCRIPTION).asString()).as(path).isNotBlank();
        for (String part : new String[]{ModelDescriptionConstants.ATTRIBUTES, ModelDescriptionConstants.OPERATIONS}) {
            for (Property described : resource.get(part).asPropertyList()) {
                String name = path + " " + described.getName();
                assertThat(described.getValue().get(ModelDescriptionConstants.DESCRIPTION).asString()).as(name).isNotBlank();
                ModelNode parameters = described.getValue().get(ModelDescriptionConstants.REQUEST_PROPERTIES);
                if (parameters.isDefined()) {
                    for (Property parameter : parameters.asPropertyList()) {
                        assertThat(parameter.getValue().get(ModelDescriptionConstants.DESCRIPTION).asString())
                                .as(name + " " + parameter.getName()).isNotBlank();
                    }
                }
            }
        }
        ModelNode children = resource.get(ModelDescriptionConstants.CHILDREN);
        if (children.isDefined()) {
            for (Property child : children.asPropertyList()) {
                assertThat(child.getValue().get(ModelDescriptionConstants.DESCRIPTION).asString()).as(path + " " + child.getName())
                        .isNotBlank();
                ModelNode descriptions = child.getValue().get(ModelDescriptionConstants.MODEL_DESCRIPTION);
                if (descriptions.isDefined()) {
                    for (Property description : descriptions.asPropertyList()) {
                        assertDescribed(path + "/" + child.getName(), description.getValue());
                    }
                }
            }
        }
    }
}
