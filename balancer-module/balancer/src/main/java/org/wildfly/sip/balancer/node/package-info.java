/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Which nodes there are.
 */
package org.wildfly.sip.balancer.node;
