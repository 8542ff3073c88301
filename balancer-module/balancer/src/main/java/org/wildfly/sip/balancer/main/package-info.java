/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Putting the parts together, starting and stopping them.
 */
package org.wildfly.sip.balancer.main;
