/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Does the started balancer do what its guide and the RFCs say? {@code CONFORMANCE.md} of this module tells which sentence is shown where.
 */
package org.wildfly.sip.testsuite.balancer;
