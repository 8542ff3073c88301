/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What {@code lb.properties} says, and whether it can be used.
 */
package org.wildfly.sip.balancer.config;
