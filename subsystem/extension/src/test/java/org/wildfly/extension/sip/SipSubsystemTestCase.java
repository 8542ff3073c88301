/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip;

import java.util.EnumSet;

import org.jboss.as.network.OutboundSocketBinding;
import org.jboss.as.network.SocketBinding;
import org.jboss.as.subsystem.test.AbstractSubsystemSchemaTest;
import org.jboss.as.subsystem.test.AdditionalInitialization;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Each schema version parses, marshals back unchanged and matches its XSD. */
@RunWith(Parameterized.class)
public class SipSubsystemTestCase extends AbstractSubsystemSchemaTest<SipSubsystemSchema> {

    @Parameters
    public static Iterable<SipSubsystemSchema> parameters() {
        return EnumSet.allOf(SipSubsystemSchema.class);
    }

    public SipSubsystemTestCase(SipSubsystemSchema schema) {
        super(SipSubsystemResourceDefinitionRegistrar.REGISTRATION.getName(), new SipExtension(), schema, SipSubsystemSchema.CURRENT);
    }

    @Override
    protected AdditionalInitialization createAdditionalInitialization() {
        return AdditionalInitialization.withCapabilities(
                SocketBinding.SERVICE_DESCRIPTOR.getName() + ".http",
                SocketBinding.SERVICE_DESCRIPTOR.getName() + ".sip-udp",
                SocketBinding.SERVICE_DESCRIPTOR.getName() + ".sip-tcp",
                OutboundSocketBinding.SERVICE_DESCRIPTOR.getName() + ".sip-balancer",
                SipSubsystemAttributes.DEFAULT_CACHE_CONFIGURATION.getName() + ".sip",
                SipSubsystemAttributes.CACHE_CONFIGURATION.getName() + ".sip.dist");
    }
}
