/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** How a web application with SIP servlets becomes a SIP application of the container. */
package org.wildfly.extension.sip.deployment;
