/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The heartbeats and probes that are configured, put together.
 */
package org.wildfly.sip.balancer.heartbeat.service;
