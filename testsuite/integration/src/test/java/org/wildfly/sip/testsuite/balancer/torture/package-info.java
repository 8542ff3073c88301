/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What does the balancer do with each of the 49 messages of RFC 4475?
 */
package org.wildfly.sip.testsuite.balancer.torture;
