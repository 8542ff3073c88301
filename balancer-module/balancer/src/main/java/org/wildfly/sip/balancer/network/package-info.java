/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Addresses, and blocks of them, as they are written.
 */
package org.wildfly.sip.balancer.network;
