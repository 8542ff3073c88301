/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import java.util.List;
import java.util.Properties;

import javax.servlet.sip.ar.SipApplicationRouter;
import javax.servlet.sip.ar.SipApplicationRouterInfo;

/** A router that somebody wrote to the standard. */
final class UserApplicationRouter implements ApplicationRouter {
    private final SipApplicationRouter router;

    UserApplicationRouter(SipApplicationRouter router) {
        this.router = router;
    }

    @Override
    public void init() {
        this.router.init();
    }

    @Override
    public void init(Properties properties) {
        this.router.init(properties);
    }

    @Override
    public void destroy() {
        this.router.destroy();
    }

    @Override
    public void applicationDeployed(List<String> names) {
        this.router.applicationDeployed(names);
    }

    @Override
    public void applicationUndeployed(List<String> names) {
        this.router.applicationUndeployed(names);
    }

    @Override
    public SipApplicationRouterInfo getNextApplication(RoutingRequest request) {
        return this.router.getNextApplication(request.initialRequest(), request.region(), request.directive(),
                request.targetedRequestInfo(),
                request.stateInfo());
    }
}
