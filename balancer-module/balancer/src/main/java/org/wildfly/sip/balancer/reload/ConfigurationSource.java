/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.reload;

import java.io.IOException;

import org.wildfly.sip.balancer.config.BalancerConfiguration;
import org.wildfly.sip.balancer.config.ConfigurationException;

/**
 * Where the configuration comes from. For any thread.
 */
public interface ConfigurationSource {

    /**
     * Reads the configuration anew.
     *
     * @throws IOException            if it cannot be read
     * @throws ConfigurationException if it cannot be used; the message has all problems
     */
    BalancerConfiguration read() throws IOException, ConfigurationException;

    /** Something that is equal as long as the source has not changed; null if it is not there at the moment. */
    Object stamp();
}
