/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What has happened, in numbers.
 */
package org.wildfly.sip.balancer.statistics;
