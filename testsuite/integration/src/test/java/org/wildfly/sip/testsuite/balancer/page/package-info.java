/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Does the operations port's web page do what it shows, in a real browser?
 */
package org.wildfly.sip.testsuite.balancer.page;
