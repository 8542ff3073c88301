/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.drain;

import java.lang.reflect.Proxy;

import org.wildfly.sip.container.SipContainer;

/** A container that can be opened and drained. */
class StubContainer {
    final StubDrain drain = new StubDrain();
    int opened;

    SipContainer container() {
        return (SipContainer) Proxy.newProxyInstance(SipContainer.class.getClassLoader(), new Class<?>[]{SipContainer.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "drain" -> this.drain;
                    case "open" -> {
                        this.opened++;
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
