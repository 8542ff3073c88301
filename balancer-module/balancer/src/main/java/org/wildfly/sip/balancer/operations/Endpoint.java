/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

/**
 * Answers the requests for one path or for those below it. Called by several threads.
 */
@FunctionalInterface
interface Endpoint {

    /** The answer; null if there is nothing at the path. */
    Reply handle(Request request);
}
