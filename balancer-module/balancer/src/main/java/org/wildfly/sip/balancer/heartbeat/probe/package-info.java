/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Whether nodes answer when they are asked.
 */
package org.wildfly.sip.balancer.heartbeat.probe;
