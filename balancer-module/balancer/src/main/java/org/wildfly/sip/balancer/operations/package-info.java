/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * How an operator sees a balancer and what he can do with it, over HTTP.
 */
package org.wildfly.sip.balancer.operations;
