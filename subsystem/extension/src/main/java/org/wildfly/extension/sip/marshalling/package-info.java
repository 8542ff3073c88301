/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** How attributes of an application's sessions become bytes and are read again. */
package org.wildfly.extension.sip.marshalling;
