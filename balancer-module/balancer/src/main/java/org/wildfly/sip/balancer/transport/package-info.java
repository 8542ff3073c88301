/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * How messages come in and go out.
 */
package org.wildfly.sip.balancer.transport;
