/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How the log is set up.
 */
class LoggingTestCase {
    private static final String LOG4J_1 = "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n"
            + "<!DOCTYPE log4j:configuration SYSTEM \"log4j.dtd\">\n"
            + "<log4j:configuration xmlns:log4j=\"http://jakarta.apache.org/log4j/\">\n"
            + "<appender name=\"CONSOLE\" class=\"org.apache.log4j.ConsoleAppender\"><param name=\"Target\" value=\"System.out\"/>"
            + "<param name=\"Threshold\" value=\"INFO\"/><layout class=\"org.apache.log4j.PatternLayout\">"
            + "<param name=\"ConversionPattern\" value=\"OLD %-5p %m%n\"/></layout></appender>\n"
            + "<appender name=\"FILE\" class=\"org.apache.log4j.RollingFileAppender\"><param name=\"File\" value=\"old.log\"/>"
            + "<param name=\"MaxFileSize\" value=\"500KB\"/><param name=\"MaxBackupIndex\" value=\"1\"/>"
            + "<layout class=\"org.apache.log4j.PatternLayout\"><param name=\"ConversionPattern\" value=\"FILE %c %m%n\"/></layout></appender>\n"
            + "<category name=\"org.wildfly.sip.heartbeat\"><priority value=\"ERROR\"/></category>\n"
            + "<root><priority value=\"INFO\"/><appender-ref ref=\"CONSOLE\"/><appender-ref ref=\"FILE\"/></root>\n"
            + "</log4j:configuration>\n";
    private static final String LOG4J_2 = "<Configuration><Appenders><Console name=\"c\"><PatternLayout pattern=\"NEW %m%n\"/></Console></Appenders>"
            + "<Loggers><Root level=\"INFO\"><AppenderRef ref=\"c\"/></Root></Loggers></Configuration>";

    @TempDir
    private Path directory;

    private String start(String... options) throws Exception {
        try (BalancerProcess balancer = new BalancerProcess(this.directory, List.of(options))) {
            balancer.awaitOutput("SIPLB0001").signal("TERM");
            balancer.awaitExit();
            return balancer.output();
        }
    }

    @Test
    void aFileForLog4j1IsUnderstood() throws Exception {
        Files.writeString(this.directory.resolve("log4j.xml"), LOG4J_1);
        String output = start("-DlogConfigFile=./log4j.xml");
        assertThat(output).contains("OLD INFO  SIPLB0001").doesNotContain("SIPLB0080");
        assertThat(Files.readString(this.directory.resolve("old.log"))).contains("FILE org.wildfly.sip.balancer SIPLB0003");
    }

    @Test
    void aFileForLog4j2IsUnderstood() throws Exception {
        Files.writeString(this.directory.resolve("log4j2.xml"), LOG4J_2);
        assertThat(start("-DlogConfigFile=" + this.directory.resolve("log4j2.xml"))).contains("NEW SIPLB0001");
    }

    @Test
    void theLevelOfAllCategoriesIsSwitchedInBothSpellings() throws Exception {
        Files.writeString(this.directory.resolve("log4j.xml"), LOG4J_1.replace("INFO", "DEBUG"));
        assertThat(start("-DLogLevel=INFO", "-DlogConfigFile=./log4j.xml")).contains("SIPLB0080").doesNotContain("DEBUG");
        try (BalancerProcess quiet = new BalancerProcess(this.directory, List.of("-DlogLevel=ERROR"), "externalPort=x")) {
            assertThat(quiet.awaitExit()).isEqualTo(2);
        }
    }

    @Test
    void aLevelThatIsNoneAndAFileThatIsNotThereAreToldAndTheLogGoesOn() throws Exception {
        assertThat(start("-DlogLevel=LOUD", "-DlogConfigFile=nowhere.xml")).contains("-DlogLevel=LOUD is none of OFF, FATAL")
                .contains("-DlogConfigFile=nowhere.xml cannot be read").contains("INFO  [org.wildfly.sip.balancer]");
    }
}
