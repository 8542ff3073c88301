/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.marshalling;

import java.io.Serializable;
import java.util.List;

/** An attribute of an application that only Java serialization knows. */
record Bill(String caller, List<Long> seconds) implements Serializable {
}
