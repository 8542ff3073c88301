/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The buckets of response times.
 */
class LatencyBucketsTestCase {

    @Test
    void eachTimeIsInTheOneBucketWhoseBoundsItLiesBetween() {
        for (long micros = 1; micros < 200_000_000; micros += 1 + micros / 37) {
            int index = LatencyBuckets.index(micros);
            assertThat(micros).isLessThanOrEqualTo(LatencyBuckets.upperBound(index));
            if (index > 0) {
                assertThat(micros).isGreaterThan(LatencyBuckets.upperBound(index - 1));
            }
        }
    }

    @Test
    void timesAtABoundaryAndBeyondAllBoundsHaveABucket() {
        assertThat(LatencyBuckets.index(0)).isZero();
        assertThat(LatencyBuckets.index(128)).isZero();
        assertThat(LatencyBuckets.index(129)).isEqualTo(1);
        assertThat(LatencyBuckets.index(1L << 26)).isEqualTo(LatencyBuckets.COUNT - 2);
        assertThat(LatencyBuckets.index((1L << 26) + 1)).isEqualTo(LatencyBuckets.COUNT - 1);
        assertThat(LatencyBuckets.index(Long.MAX_VALUE)).isEqualTo(LatencyBuckets.COUNT - 1);
    }
}
