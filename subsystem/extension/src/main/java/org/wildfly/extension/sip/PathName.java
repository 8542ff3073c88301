/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip;

import java.util.stream.Stream;

/** The stack path names that configurations name: which of them replicate. */
enum PathName {
    /** Replicates if a cache container is configured. */
    WILDFLY("org.wildfly.sip.ha", true),
    /** The same under the name that existing configurations have. */
    MOBICENTS("org.mobicents.ha", true),
    /** Talks to balancers, keeps its sessions for itself. */
    BALANCING_ONLY("org.mobicents.ha.balancing.only", false),
    ;

    private final String name;
    private final boolean replicating;

    PathName(String name, boolean replicating) {
        this.name = name;
        this.replicating = replicating;
    }

    boolean isReplicating() {
        return this.replicating;
    }

    static PathName of(String name) {
        return Stream.of(values()).filter(value -> value.name.equals(name)).findAny().orElseThrow(() -> new IllegalArgumentException(name));
    }

    static String[] names() {
        return Stream.of(values()).map(PathName::toString).toArray(String[]::new);
    }

    @Override
    public String toString() {
        return this.name;
    }
}
