/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Does the balancer hold under load, with nodes and connections that come and go, and does its memory return to its level?
 */
package org.wildfly.sip.testsuite.balancer.load;
