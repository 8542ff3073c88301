/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import picocli.CommandLine.IVersionProvider;

/**
 * The version of the jar.
 */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[]{"WildFly SIP load balancer " + (version == null ? "(not from a jar)" : version),
                "Java " + System.getProperty("java.version")};
    }
}
