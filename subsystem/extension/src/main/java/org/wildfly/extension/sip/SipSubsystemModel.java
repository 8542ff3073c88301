/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip;

import org.jboss.as.controller.ModelVersion;
import org.jboss.as.controller.SubsystemModel;

/** Enumerates the management model versions of the sip subsystem. */
enum SipSubsystemModel implements SubsystemModel {
    VERSION_1_0_0(1, 0, 0),
    ;

    static final SipSubsystemModel CURRENT = VERSION_1_0_0;

    private final ModelVersion version;

    SipSubsystemModel(int major, int minor, int micro) {
        this.version = ModelVersion.create(major, minor, micro);
    }

    @Override
    public ModelVersion getVersion() {
        return this.version;
    }
}
