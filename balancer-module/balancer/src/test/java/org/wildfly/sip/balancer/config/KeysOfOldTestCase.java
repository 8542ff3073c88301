/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/**
 * Keys that files for balancers of old have.
 */
class KeysOfOldTestCase {
    private final List<String> warnings = new ArrayList<>();

    private BalancerConfiguration read(String... lines) throws IOException, ConfigurationException {
        return new ConfigurationReader(this.warnings::add).read("lb.properties",
                new StringReader("externalPort=5060\n" + String.join("\n", lines)));
    }

    @Test
    void keysOfTheOldStackAreTakenForThoseThatMeanTheSame() throws Exception {
        BalancerConfiguration configuration = read("gov.nist.javax.sip.MAX_MESSAGE_SIZE=20000",
                "gov.nist.javax.sip.RECEIVE_UDP_BUFFER_SIZE=100000",
                "gov.nist.javax.sip.SEND_UDP_BUFFER_SIZE=200000", "gov.nist.javax.sip.MAX_CONNECTIONS=77",
                "gov.nist.javax.sip.NIO_MAX_SOCKET_IDLE_TIME=600000",
                "gov.nist.javax.sip.TRACE_LEVEL=32", "gov.nist.javax.sip.LOG_MESSAGE_CONTENT=true", "statisticPort=2006");
        assertThat(configuration.transport().maxMessageSize()).isEqualTo(20_000);
        assertThat(configuration.transport().udpReceiveBufferSize()).isEqualTo(100_000);
        assertThat(configuration.transport().udpSendBufferSize()).isEqualTo(200_000);
        assertThat(configuration.transport().maxConnections()).isEqualTo(77);
        assertThat(configuration.transport().idleTimeout()).hasSeconds(600);
        assertThat(configuration.logLevel()).isEqualTo(LogLevel.DEBUG);
        assertThat(configuration.capture().isOn()).isTrue();
        assertThat(configuration.operations().address().port()).isEqualTo(2006);
        assertThat(this.warnings).hasSize(8).contains("lb.properties line 7: gov.nist.javax.sip.TRACE_LEVEL is taken for logLevel=DEBUG");
    }

    @Test
    void namesOfTheXmlOfRestcommAreTakenForThoseOfItsProperties() throws Exception {
        BalancerConfiguration configuration = read("apiPort=2006", "publicIp=192.0.2.1", "blockedValues=scanner");
        assertThat(configuration.operations().address().port()).isEqualTo(2006);
        assertThat(configuration.advertising().publicHosts()).hasSize(1);
        assertThat(configuration.routing().blocked()).containsExactly("scanner");
        assertThat(this.warnings).hasSize(3).contains("lb.properties line 2: apiPort is taken for operationsPort=2006");
    }

    @Test
    void whatIsSetForThisBalancerWins() throws Exception {
        assertThat(read("gov.nist.javax.sip.TRACE_LEVEL=32", "logLevel=warn").logLevel()).isEqualTo(LogLevel.WARN);
        assertThat(this.warnings)
                .containsExactly("lb.properties line 2: gov.nist.javax.sip.TRACE_LEVEL has no effect, since logLevel is set");
    }

    @Test
    void aWrongValueIsToldWithTheLineOfTheOldKey() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> read("gov.nist.javax.sip.MAX_MESSAGE_SIZE=much")))
                .hasMessageContaining("line 2: maxMessageSize=much is not a whole number");
    }

    @Test
    void keysThatMeanNothingAreToldOnceEachWithWhy() throws Exception {
        read("javax.sip.STACK_NAME=x", "gov.nist.javax.sip.SERVER_LOG=y", "gov.nist.javax.sip.CACHE_CLIENT_CONNECTIONS=true",
                "jmxHtmlAdapterPort=8000", "smppHost=127.0.0.1",
                "hartbeatPort=2");
        assertThat(this.warnings).hasSize(6).anyMatch(warning -> warning.contains("STACK_NAME has no effect: there is no stack"))
                .anyMatch(warning -> warning.contains("SERVER_LOG has no effect: the log goes"))
                .anyMatch(warning -> warning.contains("CACHE_CLIENT_CONNECTIONS has no effect: it belongs to the JAIN SIP stack"))
                .anyMatch(warning -> warning.contains("jmxHtmlAdapterPort has no effect: there is no HTML page of JMX"))
                .anyMatch(warning -> warning.contains("smppHost has no effect: this balancer has no SMPP"))
                .anyMatch(warning -> warning.contains("hartbeatPort is not known"));
    }
}
