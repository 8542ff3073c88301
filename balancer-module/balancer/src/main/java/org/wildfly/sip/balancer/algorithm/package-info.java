/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Which node gets what.
 */
package org.wildfly.sip.balancer.algorithm;
