/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.testsuite.balancer.harness.StartedBalancer;

/** The log, as the guide sets it up. */
class LogConfigurationIT {
    private static final String LOG4J_1 = """
            <?xml version="1.0" encoding="UTF-8" ?>
            <!DOCTYPE log4j:configuration SYSTEM "log4j.dtd">
            <log4j:configuration xmlns:log4j="http://jakarta.apache.org/log4j/">
              <appender name="CONSOLE" class="org.apache.log4j.ConsoleAppender">
                <param name="Target" value="System.out"/>
                <layout class="org.apache.log4j.PatternLayout"><param name="ConversionPattern" value="OLD %-5p %m%n"/></layout>
              </appender>
              <root><priority value="INFO"/><appender-ref ref="CONSOLE"/></root>
            </log4j:configuration>
            """;
    private static final String[] LINES = {"host=127.0.0.1", "externalPort={external}", "heartbeatPort={heartbeat}", "shutdownTimeout=0"};
    private static final int BY_SIGTERM = 143;

    @TempDir
    private Path directory;

    private String logOf(StartedBalancer balancer) throws Exception {
        balancer.process().terminate();
        assertThat(balancer.process().exited().get(60, TimeUnit.SECONDS)).isEqualTo(BY_SIGTERM);
        return balancer.process().log().text();
    }

    @Test
    void aFileOfLog4j1IsTaken() throws Exception {
        Path file = Files.writeString(this.directory.resolve("lb-log4j.xml"), LOG4J_1);
        String log = logOf(StartedBalancer.start("log4j-1", List.of("-DlogConfigFile=" + file), LINES));
        assertThat(log.lines()).anyMatch(line -> line.matches("OLD INFO .*Load balancer ready.*"))
                .anyMatch(line -> line.matches("OLD INFO .*Load balancer stopped.*"));
    }

    @Test
    void theLevelOfTheGuidesCommandLineIsTaken() throws Exception {
        String log = logOf(StartedBalancer.start("log-level-debug", List.of("-DLogLevel=DEBUG"), LINES));
        assertThat(log).contains("Load balancer ready", "DEBUG");
    }
}
