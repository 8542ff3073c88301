/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * How a balancer that runs gets another configuration.
 */
package org.wildfly.sip.balancer.reload;
