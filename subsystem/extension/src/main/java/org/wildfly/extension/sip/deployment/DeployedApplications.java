/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.deployment;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.wildfly.sip.container.SipApplication;

/**
 * The applications of this server's deployments by their names, for the management model. An application that has been stopped after its drain
 * is unknown to the container but deployed, so it is found here.
 */
public class DeployedApplications {
    private final Map<String, SipApplication> applications = new ConcurrentHashMap<>();

    /** Finds an application. */
    public Optional<SipApplication> find(String name) {
        return Optional.ofNullable(this.applications.get(name));
    }

    void add(SipApplication application) {
        this.applications.put(application.name(), application);
    }

    void remove(SipApplication application) {
        this.applications.remove(application.name(), application);
    }
}
