/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * How do the tests of the started balancer start it, and how do they play phones and nodes on raw sockets?
 */
package org.wildfly.sip.testsuite.balancer.harness;
