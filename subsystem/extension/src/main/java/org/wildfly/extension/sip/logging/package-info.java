/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** What the extension says to operators. */
package org.wildfly.extension.sip.logging;
