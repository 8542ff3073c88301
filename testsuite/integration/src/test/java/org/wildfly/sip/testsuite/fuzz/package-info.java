/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Can any bytes from the network break what reads them? Coverage-guided fuzzing of the balancer's parsers.
 */
package org.wildfly.sip.testsuite.fuzz;
