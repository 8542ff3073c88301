/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.transport;

import org.wildfly.sip.balancer.forward.MessageProcessor;

/**
 * What one thread that serves connections has for all of them.
 *
 * @param processor of this thread alone
 * @param scratch   where what has come is looked at; holds a message of the greatest length
 */
record LoopContext(MessageProcessor processor, byte[] scratch) {
}
