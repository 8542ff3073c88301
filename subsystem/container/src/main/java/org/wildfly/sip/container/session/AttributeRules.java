/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.session;

/** Which attributes a session takes (JSR 289 section 6.4.2). */
final class AttributeRules {
    private AttributeRules() {
    }

    /** @throws IllegalArgumentException if the application is distributable and the value cannot be replicated */
    static void require(ApplicationContext application, String name, Object value) {
        if (name == null || value == null) {
            throw new NullPointerException("an attribute needs a name and a value");
        }
        if (application.isDistributable() && !SessionAttributeCodec.isReference(value) && !application.marshaller().isMarshallable(value)) {
            throw new IllegalArgumentException("attribute " + name + " of the distributable application " + application.name()
                    + " cannot be replicated: make " + value.getClass().getName() + " Serializable");
        }
    }
}
