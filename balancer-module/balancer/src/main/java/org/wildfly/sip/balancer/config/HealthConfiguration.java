/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.time.Duration;
import java.util.Set;

/**
 * When a node gets fewer calls than the others.
 *
 * @param rampCycle     how long a share of a fresh node lasts until it grows; zero if a fresh node has its whole share at once
 * @param rampIncrease  by what it grows, in percent
 * @param errorStatuses the status codes of responses that tell against a node
 * @param maxErrors     how many of them are too many; 0 for no limit
 * @param errorWindow   within what time
 * @param errorShare    and what share of all its responses they must be, in percent
 * @param maxUnanswered how many requests without any response are too many; 0 for no limit
 * @param silence       how long, besides, there must have been no response
 * @param ejection      how long a node gets no new calls then, at first
 * @param maxEjected    the share of nodes that may be ejected at the same time, in percent
 */
public record HealthConfiguration(Duration rampCycle, int rampIncrease, Set<Integer> errorStatuses, int maxErrors, Duration errorWindow,
        int errorShare, int maxUnanswered, Duration silence, Duration ejection, int maxEjected) {
}
