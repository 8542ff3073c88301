/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Do nodes that run the published software of RestComm find their way to the balancer?
 */
package org.wildfly.sip.testsuite.balancer.restcomm;
