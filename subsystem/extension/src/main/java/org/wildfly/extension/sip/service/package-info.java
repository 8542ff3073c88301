/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The services of the subsystem: the container, its store, its connectors. */
package org.wildfly.extension.sip.service;
