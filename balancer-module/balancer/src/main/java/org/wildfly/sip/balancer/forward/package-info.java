/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What is done with a message: a stateless proxy (RFC 3261 section 16.11) that knows nodes.
 */
package org.wildfly.sip.balancer.forward;
