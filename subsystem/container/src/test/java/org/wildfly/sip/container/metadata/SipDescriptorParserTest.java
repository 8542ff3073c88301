/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.sip.container.SipDeploymentException;

class SipDescriptorParserTest {
    private static final String FULL = """
            <?xml version="1.0" encoding="UTF-8"?>
            <sip-app xmlns="http://www.jcp.org/xml/ns/sipservlet" xmlns:javaee="http://java.sun.com/xml/ns/javaee" version="1.1"
                     metadata-complete="true">
              <app-name> org.example.Calls </app-name>
              <javaee:description>Calls</javaee:description>
              <javaee:display-name>Calls</javaee:display-name>
              <distributable/>
              <javaee:context-param>
                <javaee:param-name>region</javaee:param-name>
                <javaee:param-value>north</javaee:param-value>
              </javaee:context-param>
              <javaee:listener><javaee:listener-class>org.example.A</javaee:listener-class></javaee:listener>
              <javaee:listener><javaee:listener-class>org.example.A</javaee:listener-class></javaee:listener>
              <javaee:listener><javaee:listener-class>org.example.B</javaee:listener-class></javaee:listener>
              <servlet-selection><main-servlet>main</main-servlet></servlet-selection>
              <servlet>
                <javaee:servlet-name>main</javaee:servlet-name>
                <javaee:servlet-class>org.example.Main</javaee:servlet-class>
                <javaee:init-param>
                  <javaee:param-name>a</javaee:param-name>
                  <javaee:param-value></javaee:param-value>
                </javaee:init-param>
                <javaee:load-on-startup>2</javaee:load-on-startup>
              </servlet>
              <servlet>
                <javaee:servlet-name>other</javaee:servlet-name>
                <javaee:servlet-class>org.example.Other</javaee:servlet-class>
                <javaee:load-on-startup/>
              </servlet>
              <proxy-config><proxy-timeout>15</proxy-timeout></proxy-config>
              <session-config><javaee:session-timeout>-1</javaee:session-timeout></session-config>
              <javaee:resource-env-ref><javaee:resource-env-ref-name>x</javaee:resource-env-ref-name></javaee:resource-env-ref>
              <vendor:extension xmlns:vendor="urn:vendor"><vendor:app-name>no</vendor:app-name></vendor:extension>
            </sip-app>
            """;

    @Test
    void everythingThatTheContainerUsesIsRead() throws SipDeploymentException {
        SipDescriptor descriptor = parse(FULL);
        assertThat(descriptor.metadataComplete()).isTrue();
        assertThat(descriptor.applicationName().value()).isEqualTo("org.example.Calls");
        assertThat(descriptor.distributable()).isTrue();
        assertThat(descriptor.contextParameters()).containsEntry("region", "north").hasSize(1);
        assertThat(descriptor.listeners()).containsExactly("org.example.A", "org.example.B");
        assertThat(descriptor.mainServlet().value()).isEqualTo("main");
        assertThat(descriptor.proxyTimeout()).isEqualTo(15);
        assertThat(descriptor.sessionTimeout()).isEqualTo(-1);
        assertThat(descriptor.servlets()).extracting(SipDescriptor.Servlet::name).containsExactly("main", "other");
        assertThat(descriptor.servlets()).extracting(SipDescriptor.Servlet::loadOnStartup).containsExactly(2, 0);
        assertThat(descriptor.servlets().get(0).initParameters()).containsEntry("a", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://www.jcp.org/xml/ns/sipservlet", "http://java.sun.com/xml/ns/javaee", "http://java.sun.com/xml/ns/j2ee",
            "https://jakarta.ee/xml/ns/jakartaee", ""})
    void eachOfTheNamespacesThatDescriptorsUseIsUnderstood(String namespace) throws SipDeploymentException {
        SipDescriptor descriptor = parse("<sip-app xmlns='" + namespace + "'><app-name>a</app-name></sip-app>");
        assertThat(descriptor.applicationName().value()).isEqualTo("a");
    }

    @Test
    void aDescriptorOfSipServlet10IsReadWithoutItsDtd() throws SipDeploymentException {
        SipDescriptor descriptor = parse("""
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE sip-app PUBLIC "-//Java Community Process//DTD SIP Application 1.0//EN" "http://127.0.0.1:1/sip-app_1_0.dtd">
                <sip-app>
                  <app-name>old</app-name>
                  <servlet><servlet-name>s</servlet-name><servlet-class>org.example.S</servlet-class></servlet>
                  <servlet-mapping>
                    <servlet-name>s</servlet-name>
                    <pattern><equal><var>request.method</var><value>INVITE</value></equal></pattern>
                  </servlet-mapping>
                  <proxy-config><sequential-search-timeout>7</sequential-search-timeout></proxy-config>
                </sip-app>
                """);
        assertThat(descriptor.proxyTimeout()).isEqualTo(7);
        assertThat(descriptor.mappings()).singleElement().extracting(SipDescriptor.Mapping::servletName).isEqualTo("s");
    }

    @Test
    void aFileOutsideOfTheDescriptorIsNeverRead(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        String xml = "<!DOCTYPE sip-app [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]><sip-app><app-name>a&e;</app-name></sip-app>";
        assertThatThrownBy(() -> parse(xml)).isInstanceOf(SipDeploymentException.class).hasMessageContaining("WEB-INF/sip.xml:1")
                .hasMessageContaining("entity").hasMessageNotContaining("secret\"");
    }

    @Test
    void entitiesThatGrowWithoutBoundAreRefused() {
        String entities = IntStream.range(1, 40).mapToObj(i -> "<!ENTITY e" + i + " \"" + ("&e" + (i - 1) + ";").repeat(10) + "\">")
                .collect(Collectors.joining());
        String xml = "<!DOCTYPE sip-app [<!ENTITY e0 'ha'>" + entities + "]><sip-app><app-name>&e39;</app-name></sip-app>";
        assertThatThrownBy(() -> parse(xml)).isInstanceOf(SipDeploymentException.class).hasMessageContaining("entity");
    }

    @Test
    void predefinedEntitiesAndCharacterDataAreText() throws SipDeploymentException {
        assertThat(parse("<sip-app><app-name>a&amp;b&#33;<![CDATA[<c>]]></app-name></sip-app>").applicationName().value())
                .isEqualTo("a&b!<c>");
    }

    @Test
    void allProblemsOfAFileAreReportedAtOnceWithTheirLines() {
        String xml = """
                <sip-app>
                  <app-name></app-name>
                  <servlets/>
                  <servlet><servlet-class>org.example.S</servlet-class></servlet>
                  <servlet><servlet-name>s</servlet-name><servlet-class>S</servlet-class><load-on-startup>soon</load-on-startup></servlet>
                  <servlet><servlet-name>s</servlet-name><servlet-class>org.example.T</servlet-class></servlet>
                  <session-config><session-timeout>3 minutes</session-timeout></session-config>
                  <proxy-config><proxy-timeout>0</proxy-timeout></proxy-config>
                  <listener/>
                  <context-param><param-name>p</param-name></context-param>
                  <session-config/>
                </sip-app>
                """;
        assertThatThrownBy(() -> parse(xml)).isInstanceOf(SipDeploymentException.class).hasMessageContainingAll("10 problems",
                "WEB-INF/sip.xml:2:", "<app-name>: it is empty",
                "WEB-INF/sip.xml:3:", "<servlets>: it is not known in <sip-app>", "servlet-selection",
                "WEB-INF/sip.xml:4:", "<servlet-name> is missing",
                "WEB-INF/sip.xml:5:", "\"soon\" is not allowed",
                "WEB-INF/sip.xml:6:", "the name \"s\" is already that of the servlet at WEB-INF/sip.xml:5:",
                "WEB-INF/sip.xml:7:", "\"3 minutes\" is not allowed",
                "WEB-INF/sip.xml:8:", "1 or more",
                "WEB-INF/sip.xml:9:", "<listener-class> is missing",
                "WEB-INF/sip.xml:10:", "<param-name> and <param-value>",
                "WEB-INF/sip.xml:11:", "more than once");
    }

    @Test
    void aFileThatIsNotWellFormedIsReportedWithTheProblemsBeforeIt() {
        assertThatThrownBy(() -> parse("<sip-app>\n<foo/>\n</sip>")).isInstanceOf(SipDeploymentException.class)
                .hasMessageContainingAll("2 problems", "sip.xml:2:", "<foo>", "sip.xml:3:", "well-formed");
    }

    @Test
    void anotherRootElementIsNamed() {
        assertThatThrownBy(() -> parse("<web-app/>")).isInstanceOf(SipDeploymentException.class).hasMessageContainingAll("<web-app>",
                "<sip-app xmlns");
    }

    @Test
    void anEmptyFileIsReported() {
        assertThatThrownBy(() -> parse("")).isInstanceOf(SipDeploymentException.class).hasMessageContaining("WEB-INF/sip.xml:");
    }

    @Test
    void bothWaysOfSelectionTogetherAreRefused() {
        String xml = """
                <sip-app><app-name>a</app-name><servlet><servlet-name>s</servlet-name><servlet-class>S</servlet-class></servlet>
                <servlet-selection><main-servlet>s</main-servlet>
                <servlet-mapping><servlet-name>s</servlet-name><pattern><exists><var>request.uri</var></exists></pattern></servlet-mapping>
                </servlet-selection></sip-app>
                """;
        assertThatThrownBy(() -> parse(xml)).isInstanceOf(SipDeploymentException.class).hasMessageContaining("Keep one of the two ways");
    }

    @Test
    void namesOfTheApiThatATransformerChangedAreChangedBack() throws SipDeploymentException {
        SipDescriptor descriptor = parse(
                "<sip-app><app-name>a</app-name><listener><listener-class>jakarta.servlet.sip.TimerListener</listener-class>"
                        + "</listener></sip-app>");
        assertThat(descriptor.listeners()).containsExactly("javax.servlet.sip.TimerListener");
        assertThat(JakartaNames.original("jakarta.servlet.ServletContext")).isEqualTo("jakarta.servlet.ServletContext");
        assertThat(JakartaNames.original(null)).isNull();
    }

    static SipDescriptor parse(String xml) throws SipDeploymentException {
        return SipDescriptorParser.parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), "WEB-INF/sip.xml");
    }
}
