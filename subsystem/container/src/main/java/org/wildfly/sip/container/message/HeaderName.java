/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.message;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Long and compact names of header fields (IANA's registry of SIP parameters). */
final class HeaderName {
    private static final Map<String, String> LONG = Map.ofEntries(Map.entry("a", "Accept-Contact"), Map.entry("b", "Referred-By"),
            Map.entry("c", "Content-Type"), Map.entry("d", "Request-Disposition"), Map.entry("e", "Content-Encoding"),
            Map.entry("f", "From"),
            Map.entry("i", "Call-ID"), Map.entry("j", "Reject-Contact"), Map.entry("k", "Supported"), Map.entry("l", "Content-Length"),
            Map.entry("m", "Contact"), Map.entry("n", "Identity-Info"), Map.entry("o", "Event"), Map.entry("r", "Refer-To"),
            Map.entry("s", "Subject"), Map.entry("t", "To"), Map.entry("u", "Allow-Events"), Map.entry("v", "Via"),
            Map.entry("x", "Session-Expires"), Map.entry("y", "Identity"));
    private static final Map<String, String> COMPACT = invert();

    private HeaderName() {
    }

    private static Map<String, String> invert() {
        Map<String, String> compact = new HashMap<>();
        LONG.forEach((shortName, longName) -> compact.put(longName.toLowerCase(Locale.ROOT), shortName));
        return Map.copyOf(compact);
    }

    /** The long name of a header field; a name that has no compact form as it is. */
    static String expand(String name) {
        return name.length() == 1 ? LONG.getOrDefault(name.toLowerCase(Locale.ROOT), name) : name;
    }

    /** The compact name of a header field by its long name; null if it has none. */
    static String compact(String longName) {
        return COMPACT.get(longName.toLowerCase(Locale.ROOT));
    }

    /** The long name in lower-case letters, by which names are compared. */
    static String key(String name) {
        return expand(name).toLowerCase(Locale.ROOT);
    }
}
