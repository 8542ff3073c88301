/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What least work left gains over round robin and hashing: the balancer's own algorithms in a simulated cluster.
 */
package org.wildfly.sip.benchmark.leastloaded;
