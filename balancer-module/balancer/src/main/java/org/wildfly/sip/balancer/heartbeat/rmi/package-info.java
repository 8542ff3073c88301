/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The heartbeat over Java RMI, as nodes of the guide speak it.
 */
package org.wildfly.sip.balancer.heartbeat.rmi;
