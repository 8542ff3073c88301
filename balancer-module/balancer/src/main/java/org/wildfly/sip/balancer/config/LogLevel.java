/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

/**
 * How much is logged.
 */
public enum LogLevel {
    OFF, FATAL, ERROR, WARN, INFO, DEBUG, TRACE, ALL
}
