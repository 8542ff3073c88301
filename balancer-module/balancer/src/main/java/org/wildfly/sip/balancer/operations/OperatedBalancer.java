/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.operations;

import org.wildfly.sip.balancer.capture.CaptureService;
import org.wildfly.sip.balancer.http.HttpStatistics;
import org.wildfly.sip.balancer.node.NodeRegistry;
import org.wildfly.sip.balancer.reload.Reloader;
import org.wildfly.sip.balancer.statistics.Statistics;

/**
 * What operators see of a balancer. For any thread.
 */
public interface OperatedBalancer {

    /** The nodes. */
    NodeRegistry registry();

    /** The counts. */
    Statistics statistics();

    /** Takes new configurations. */
    Reloader reloader();

    /** The messages that are kept. */
    CaptureService capture();

    /** How many calls the algorithm remembers. */
    int rememberedCalls();

    /** How many connections carry SIP. */
    int connections();

    /** True if the balancer is about to stop: it should get nothing new any more. */
    boolean isStopping();

    /** The counts of the HTTP side, or null if there is none. */
    HttpStatistics httpStatistics();
}
