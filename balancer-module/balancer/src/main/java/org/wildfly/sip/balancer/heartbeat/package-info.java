/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Who says which nodes there are, and who is believed.
 */
package org.wildfly.sip.balancer.heartbeat;
