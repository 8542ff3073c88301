/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What an address of the SIP Servlet API is: addresses, URIs and other values with parameters, as views of the stack's objects. */
package org.wildfly.sip.container.address;
