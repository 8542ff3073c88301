/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** How a server or an application is taken out of service: the container's drain within the server's own suspension. */
package org.wildfly.extension.sip.drain;
