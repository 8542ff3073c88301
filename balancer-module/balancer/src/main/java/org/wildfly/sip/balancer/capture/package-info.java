/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Which messages went through, for whoever looks for a fault.
 */
package org.wildfly.sip.balancer.capture;
