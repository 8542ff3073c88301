/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The heartbeat in SIP OPTIONS and INFO, for servers that speak nothing else.
 */
package org.wildfly.sip.balancer.heartbeat.sip;
