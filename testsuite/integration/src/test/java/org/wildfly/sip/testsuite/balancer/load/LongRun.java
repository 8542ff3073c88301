/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.load;

import java.time.Duration;

/** How long the tests under load take: short in each build, as long as the promises say with {@code -Dtest.long=true}. */
final class LongRun {
    private LongRun() {
    }

    static boolean isWanted() {
        return Boolean.getBoolean("test.long");
    }

    static Duration of(Duration inEachBuild, Duration wanted) {
        return isWanted() ? wanted : inEachBuild;
    }
}
