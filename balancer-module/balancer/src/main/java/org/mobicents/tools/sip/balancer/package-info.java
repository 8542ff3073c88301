/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The names by which nodes of the RestComm balancer find a balancer over Java RMI: a contract with them, no more.
 */
package org.mobicents.tools.sip.balancer;
