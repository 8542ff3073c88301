/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.wildfly.sip.ha.transport.CallIdScanner;

/** What it costs a transport thread to find the queue of a message. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CallIdScan {
    private final byte[] invite = """
            INVITE sip:bob@192.0.2.4 SIP/2.0
            Via: SIP/2.0/UDP 192.0.2.1:5065;branch=z9hG4bK776asdhds
            Via: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bK4b43c2ff8.1;received=192.0.2.3
            Max-Forwards: 69
            Record-Route: <sip:192.0.2.1:5065;lr;node_host=192.0.2.4;node_port=5080;version=0>
            To: Bob <sip:bob@example.com>
            From: Alice <sip:alice@example.com>;tag=1928301774
            Call-ID: a84b4c76e66710@pc33.example.com
            CSeq: 314159 INVITE
            Contact: <sip:alice@192.0.2.7>
            Content-Length: 0

            """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);

    /** One INVITE through a balancer. */
    @Benchmark
    public String scan() {
        return CallIdScanner.scan(this.invite);
    }
}
