/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * How the balancer shows who it is, and whom it believes.
 */
package org.wildfly.sip.balancer.tls;
