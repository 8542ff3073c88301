/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * How well one node is, by what others see of it.
 */
package org.wildfly.sip.balancer.health;
