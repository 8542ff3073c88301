/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Which nodes get no calls for a while, because of how they answer.
 */
package org.wildfly.sip.balancer.detection;
