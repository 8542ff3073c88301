/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Which node has which key, known to all balancers.
 */
package org.wildfly.sip.balancer.placement;
