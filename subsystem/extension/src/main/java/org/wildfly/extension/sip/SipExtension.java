/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip;

import org.wildfly.subsystem.SubsystemConfiguration;
import org.wildfly.subsystem.SubsystemExtension;
import org.wildfly.subsystem.SubsystemPersistence;

/** Adds the sip subsystem to the server's management model. */
public class SipExtension extends SubsystemExtension<SipSubsystemSchema> {

    /** Made by the server, which finds this class as a service. */
    public SipExtension() {
        super(SubsystemConfiguration.of(SipSubsystemResourceDefinitionRegistrar.REGISTRATION, SipSubsystemModel.CURRENT,
                SipSubsystemResourceDefinitionRegistrar::new), SubsystemPersistence.of(SipSubsystemSchema.CURRENT));
    }
}
