/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What a message of the SIP Servlet API is: requests and responses as views of the stack's, and what an application may do to them. */
package org.wildfly.sip.container.message;
