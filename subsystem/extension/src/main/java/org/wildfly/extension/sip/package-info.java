/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** The WildFly extension: what the management model of {@code /subsystem=sip} and of SIP deployments looks like. */
package org.wildfly.extension.sip;
