/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The heartbeat over HTTP with JSON, as nodes of RestComm 10 speak it.
 */
package org.wildfly.sip.balancer.heartbeat.http;
