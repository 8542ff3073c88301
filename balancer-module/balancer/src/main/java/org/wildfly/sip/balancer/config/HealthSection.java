/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The section of the file that says when a node gets fewer calls than the others.
 */
final class HealthSection {
    private static final String RAMP_CYCLE = "trafficRampupCyclePeriod";
    private static final String RAMP_INCREASE = "trafficPercentageIncrease";
    private static final String ERROR_STATUSES = "responsesStatusCodeNodeRemoval";
    /** As the sample file of RestComm has it. */
    private static final String ERROR_STATUSES_MISSPELT = "reponsesStatusCodeNodeRemoval";
    private static final String MAX_ERRORS = "maxNumberResponsesWithError";
    private static final String ERROR_TIME = "maxErrorTime";
    private static final String ERROR_SHARE = "minErrorShare";
    private static final String MAX_UNANSWERED = "maxRequestNumberWithoutResponse";
    private static final String RESPONSE_TIME = "maxResponseTime";
    private static final String EJECTION_TIME = "nodeEjectionTime";
    private static final String MAX_EJECTED = "maxEjectedShare";
    private static final String VIP_IN_VIA = "useIpLoadBalancerAddressInViaHeaders";

    private static final int MAX_TIME = 86_400_000;

    private HealthSection() {
    }

    static HealthConfiguration read(Settings settings) {
        settings.live(RAMP_CYCLE, RAMP_INCREASE, ERROR_STATUSES, ERROR_STATUSES_MISSPELT, MAX_ERRORS, ERROR_TIME, ERROR_SHARE,
                MAX_UNANSWERED, RESPONSE_TIME, EJECTION_TIME, MAX_EJECTED);
        // Behind a shared address, responses may come to another balancer than the one that has sent the request.
        int unanswered = settings.flag(VIP_IN_VIA, false) ? 0 : 20;
        return new HealthConfiguration(Duration.ofMillis(settings.number(RAMP_CYCLE, 0, 0, MAX_TIME)),
                settings.number(RAMP_INCREASE, 10, 1, 100), statuses(settings), settings.number(MAX_ERRORS, 5, 0, 1_000_000),
                millis(settings, ERROR_TIME), settings.number(ERROR_SHARE, 50, 0, 100),
                settings.number(MAX_UNANSWERED, unanswered, 0, 1_000_000), millis(settings, RESPONSE_TIME),
                millis(settings, EJECTION_TIME), settings.number(MAX_EJECTED, 50, 0, 100));
    }

    private static Duration millis(Settings settings, String key) {
        return Duration.ofMillis(settings.number(key, 10_000, 100, MAX_TIME));
    }

    private static Set<Integer> statuses(Settings settings) {
        String byDefault = "503";
        if (settings.isSet(ERROR_STATUSES_MISSPELT)) {
            byDefault = settings.text(ERROR_STATUSES_MISSPELT, byDefault);
            settings.note(ERROR_STATUSES_MISSPELT, "is taken for " + ERROR_STATUSES);
        }
        Set<Integer> statuses = new LinkedHashSet<>();
        for (String status : settings.text(ERROR_STATUSES, byDefault).split(",")) {
            if (!status.strip().matches("[3-6][0-9][0-9]")) {
                settings.problem(ERROR_STATUSES, "has " + status.strip() + ", which is no status code from 300 to 699; the default is 503");
                return Set.of();
            }
            statuses.add(Integer.valueOf(status.strip()));
        }
        return Set.copyOf(statuses);
    }
}
