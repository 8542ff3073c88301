/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * SIP messages as bytes: finding what a balancer reads, and changing what it has to change, without parsing the rest and without making
 * objects.
 */
package org.wildfly.sip.balancer.message;
