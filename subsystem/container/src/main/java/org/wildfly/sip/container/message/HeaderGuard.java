/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.util.Locale;

import org.wildfly.sip.container.address.ChangeGuard;

/** Guards the addresses and URIs in a message's header fields. */
class HeaderGuard implements ChangeGuard {
    private final MessageHeaders message;
    private final String name;

    HeaderGuard(MessageHeaders message, String name) {
        this.message = message;
        this.name = name;
    }

    @Override
    public void check(Part part, String parameter) {
        this.message.checkChangeable();
        HeaderRule rule = this.message.rule(this.name);
        boolean allowed = switch (rule) {
            case FREE -> true;
            case SYSTEM -> false;
            case PARTY -> !(part == Part.PARAMETER && parameter.equalsIgnoreCase("tag")) && this.message.arePartiesChangeable();
            case CONTACT -> switch (part) {
                case URI_USER, PARAMETER, DISPLAY_NAME -> true;
                case URI_PARAMETER -> !HeaderRule.CONTACT_URI_PARAMETERS.contains(parameter.toLowerCase(Locale.ROOT));
                default -> false;
            };
        };
        if (!allowed) {
            throw new IllegalStateException("This part of " + this.name + " is managed by the container");
        }
        if (rule == HeaderRule.PARTY) {
            this.message.beforePartyChange();
        }
    }
}
