/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.util.Set;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.SIPHeaderList;
import gov.nist.javax.sip.message.SIPMessage;

/**
 * Has a message written with compact names. The stack finds header fields by name when it copies messages (for an ACK, a CANCEL or a dialog), so those
 * that it needs itself keep their long names; both forms mean the same (RFC 3261 section 7.3.3).
 */
final class CompactForm {
    private static final Set<String> COMPACTED = Set.of("a", "b", "d", "e", "j", "k", "n", "s", "u", "x", "y");

    private CompactForm() {
    }

    static void apply(SIPMessage message) {
        message.getHeaders().forEachRemaining(CompactForm::apply);
    }

    private static void apply(SIPHeader header) {
        String compact = HeaderName.compact(header.getName());
        if (compact == null || !COMPACTED.contains(compact)) {
            return;
        }
        header.setHeaderName(compact);
        if (header instanceof SIPHeaderList<?> list) {
            list.forEach(element -> element.setHeaderName(compact));
        }
    }
}
