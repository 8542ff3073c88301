/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.reload;

import java.util.List;

/**
 * What has come of a reload.
 *
 * @param changed the keys that have new values, which are in effect
 * @param restart the keys whose new values will be in effect after a restart only
 * @param problem why nothing was changed, or null
 */
public record ReloadResult(List<String> changed, List<String> restart, String problem) {

    static ReloadResult failed(String problem) {
        return new ReloadResult(List.of(), List.of(), problem);
    }

    /** True if the configuration could be used. */
    public boolean isGood() {
        return this.problem == null;
    }
}
