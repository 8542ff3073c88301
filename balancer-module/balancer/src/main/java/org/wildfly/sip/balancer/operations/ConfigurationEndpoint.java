/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import org.wildfly.sip.balancer.reload.ReloadResult;
import org.wildfly.sip.balancer.reload.Reloader;

/**
 * The configuration: GET {@code /config} shows that in effect, without secrets; POST {@code /reload} reads it again.
 */
final class ConfigurationEndpoint implements Endpoint {
    static final String CONFIG = "/config";
    static final String RELOAD = "/reload";

    private final Reloader reloader;

    ConfigurationEndpoint(Reloader reloader) {
        this.reloader = reloader;
    }

    @Override
    public Reply handle(Request request) {
        boolean reload = request.path().equals(RELOAD);
        if (reload != request.isPost()) {
            return null;
        }
        return reload ? reload() : Reply.text(200, String.join("\n", this.reloader.current().effective().lines()) + '\n');
    }

    private Reply reload() {
        ReloadResult result = this.reloader.reload();
        return Reply.json(result.isGood() ? 200 : 409, json -> {
            json.writeBooleanField("reloaded", result.isGood());
            Json.strings(json, "changed", result.changed());
            Json.strings(json, "needRestart", result.restart());
            if (!result.isGood()) {
                json.writeStringField("problem", result.problem());
            }
        });
    }
}
