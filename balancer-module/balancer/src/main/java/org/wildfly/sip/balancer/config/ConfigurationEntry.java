/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

/**
 * One line of a configuration file.
 *
 * @param line  its number, from 1
 * @param key   the name, never null
 * @param value what is set, empty if nothing is
 */
record ConfigurationEntry(int line, String key, String value) {
}
