/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

/**
 * A value of a descriptor and where it stands.
 *
 * @param value not null
 * @param location not null
 */
public record Located<T>(T value, Location location) {
}
