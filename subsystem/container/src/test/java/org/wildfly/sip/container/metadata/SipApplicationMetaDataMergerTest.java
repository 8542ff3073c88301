/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wildfly.sip.container.metadata.StubRequest.request;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.container.SipDeploymentException;
import org.wildfly.sip.container.metadata.SipApplicationMetaData.SipServletMetaData;

class SipApplicationMetaDataMergerTest {
    private static final AnnotatedApplication APPLICATION = new AnnotatedApplication("org.example", "", false, 180, 3, "");
    private static final AnnotatedServlet SERVLET = new AnnotatedServlet("org.example.First", "", "", -1);

    @Test
    void annotationsAloneMakeAnApplication() throws SipDeploymentException {
        SipAnnotations annotations = new SipAnnotations(List.of(new AnnotatedApplication("org.example", "calls", true, 20, 5, "")),
                List.of(SERVLET),
                List.of(new AnnotatedListener("org.example.First", "")), List.of(new AnnotatedApplicationKey("org.example.Key", "key")));
        SipApplicationMetaData metaData = SipApplicationMetaDataMerger.merge(null, annotations);
        assertThat(metaData.name()).isEqualTo("calls");
        assertThat(metaData.distributable()).isTrue();
        assertThat(metaData.sessionTimeout()).isEqualTo(5);
        assertThat(metaData.proxyTimeout()).isEqualTo(20);
        assertThat(metaData.servlets()).extracting(SipServletMetaData::name).containsExactly("First");
        assertThat(metaData.listeners()).containsExactly("org.example.First");
        assertThat(metaData.applicationKeyClass()).isEqualTo("org.example.Key");
        assertThat(metaData.applicationKeyMethod()).isEqualTo("key");
        assertThat(metaData.selection().select(request("INVITE").build())).isEqualTo("First");
    }

    @Test
    void anApplicationWithoutNameIsCalledAfterItsPackage() throws SipDeploymentException {
        assertThat(merge(null, APPLICATION, SERVLET).name()).isEqualTo("org.example");
    }

    @Test
    void aServletMayNameTheApplication() throws SipDeploymentException {
        AnnotatedServlet servlet = new AnnotatedServlet("org.example.First", "", "calls", -1);
        assertThat(SipApplicationMetaDataMerger.merge(null, servlets(servlet)).name()).isEqualTo("calls");
        assertThat(merge(null, APPLICATION, servlet).name()).isEqualTo("calls");
    }

    @Test
    void withoutAnyNameItIsNoApplication() {
        assertThatThrownBy(() -> SipApplicationMetaDataMerger.merge(null, servlets(SERVLET))).isInstanceOf(SipDeploymentException.class)
                .hasMessageContaining("<app-name>");
        assertThatThrownBy(() -> merge("<sip-app/>")).isInstanceOf(SipDeploymentException.class)
                .hasMessageContainingAll("WEB-INF/sip.xml:1:", "<app-name>");
    }

    @Test
    void namesThatContradictEachOtherAreRefused() {
        AnnotatedServlet servlet = new AnnotatedServlet("org.example.First", "", "other", -1);
        assertThatThrownBy(() -> merge("<sip-app><app-name>calls</app-name></sip-app>", servlet)).isInstanceOf(SipDeploymentException.class)
                .hasMessageContainingAll("org.example.First", "\"other\"", "\"calls\"", "metadata-complete");
    }

    @Test
    void whatTheDescriptorSaysGoesOverAnnotations() throws SipDeploymentException {
        SipDescriptor descriptor = SipDescriptorParserTest.parse("""
                <sip-app><app-name>calls</app-name>
                <servlet><servlet-name>First</servlet-name><servlet-class>org.example.Better</servlet-class>
                <init-param><param-name>a</param-name><param-value>b</param-value></init-param></servlet>
                <servlet><servlet-name>Second</servlet-name><load-on-startup>1</load-on-startup></servlet>
                <servlet-selection><main-servlet>Second</main-servlet></servlet-selection>
                <listener><listener-class>org.example.L</listener-class></listener>
                <session-config><session-timeout>9</session-timeout></session-config>
                <proxy-config><proxy-timeout>8</proxy-timeout></proxy-config></sip-app>
                """);
        SipAnnotations annotations = new SipAnnotations(List.of(new AnnotatedApplication("org.example", "", true, 20, 5, "First")),
                List.of(new AnnotatedServlet("org.example.First", "", "", 4), new AnnotatedServlet("org.example.Second", "", "", 7),
                        new AnnotatedServlet("org.example.Third", "", "", 2)),
                List.of(new AnnotatedListener("org.example.M", ""), new AnnotatedListener("org.example.L", "")), List.of());
        SipApplicationMetaData metaData = SipApplicationMetaDataMerger.merge(descriptor, annotations);
        assertThat(metaData.name()).isEqualTo("calls");
        assertThat(metaData.distributable()).isTrue();
        assertThat(metaData.sessionTimeout()).isEqualTo(9);
        assertThat(metaData.proxyTimeout()).isEqualTo(8);
        assertThat(metaData.listeners()).containsExactly("org.example.L", "org.example.M");
        assertThat(metaData.servlets()).extracting(SipServletMetaData::name).containsExactly("First", "Second", "Third");
        assertThat(metaData.servlets()).extracting(SipServletMetaData::className).containsExactly("org.example.Better",
                "org.example.Second",
                "org.example.Third");
        assertThat(metaData.servlets()).extracting(SipServletMetaData::loadOnStartup).containsExactly(4, 1, 2);
        assertThat(metaData.selection().select(request("INVITE").build())).isEqualTo("Second");
    }

    @Test
    void aCompleteDescriptorIsAllThereIs() throws SipDeploymentException {
        SipApplicationMetaData metaData = merge("""
                <sip-app metadata-complete='true'><app-name>calls</app-name>
                <servlet><servlet-name>s</servlet-name><servlet-class>org.example.S</servlet-class></servlet></sip-app>
                """, SERVLET, new AnnotatedServlet("org.example.S", "x", "other", 1));
        assertThat(metaData.servlets()).extracting(SipServletMetaData::name).containsExactly("s");
        assertThat(metaData.sessionTimeout()).isEqualTo(3);
        assertThat(metaData.proxyTimeout()).isEqualTo(180);
    }

    @Test
    void aClassThatTheDescriptorDeclaresIsNoSecondServlet() throws SipDeploymentException {
        String xml = "<sip-app><app-name>calls</app-name><servlet><servlet-name>s</servlet-name>"
                + "<servlet-class>org.example.First</servlet-class></servlet></sip-app>";
        assertThat(merge(xml, SERVLET).servlets()).extracting(SipServletMetaData::name).containsExactly("s");
    }

    @Test
    void severalServletsNeedASelection() {
        AnnotatedServlet second = new AnnotatedServlet("org.example.Second", "", "calls", -1);
        assertThatThrownBy(() -> SipApplicationMetaDataMerger.merge(null, servlets(SERVLET, second)))
                .isInstanceOf(SipDeploymentException.class)
                .hasMessageContainingAll("First, Second", "<main-servlet>");
    }

    @Test
    void theAnnotationsMainServletIsUsedUnlessThereAreMappings() throws SipDeploymentException {
        AnnotatedApplication application = new AnnotatedApplication("org.example", "", false, 180, 3, "Second");
        AnnotatedServlet second = new AnnotatedServlet("org.example.Second", "", "", -1);
        assertThat(merge(null, application, SERVLET, second).selection().select(request("INVITE").build())).isEqualTo("Second");
        SipDescriptor mapped = SipDescriptorParserTest
                .parse("""
                        <sip-app><servlet-selection><servlet-mapping><servlet-name>First</servlet-name>
                        <pattern><equal><var>request.method</var><value>INVITE</value></equal></pattern>
                        </servlet-mapping></servlet-selection></sip-app>
                        """);
        ServletSelection selection = merge(mapped, application, SERVLET, second).selection();
        assertThat(selection.select(request("INVITE").build())).isEqualTo("First");
        assertThat(selection.select(request("MESSAGE").build())).isNull();
    }

    @Test
    void aProxyTimeoutOfNothingIsRefused() {
        AnnotatedApplication application = new AnnotatedApplication("org.example", "", false, 0, 3, "");
        assertThatThrownBy(() -> merge(null, application, SERVLET)).isInstanceOf(SipDeploymentException.class)
                .hasMessageContainingAll("package org.example", "proxyTimeout 0");
    }

    @Test
    void anApplicationOfListenersOnlyHasNoServletToSelect() throws SipDeploymentException {
        SipApplicationMetaData metaData = merge("<sip-app><app-name>calls</app-name></sip-app>");
        assertThat(metaData.servlets()).isEmpty();
        assertThat(metaData.selection().select(request("INVITE").build())).isNull();
    }

    @Test
    void allThatDoesNotFitTogetherIsReportedAtOnce() {
        String xml = """
                <sip-app>
                <app-name>calls</app-name>
                <servlet><servlet-name>s</servlet-name></servlet>
                <servlet-selection>
                <servlet-mapping><servlet-name>t</servlet-name><pattern><exists><var>request.uri</var></exists></pattern></servlet-mapping>
                </servlet-selection></sip-app>
                """;
        SipAnnotations annotations = new SipAnnotations(List.of(),
                List.of(SERVLET, new AnnotatedServlet("org.example.sub.First", "", "", -1)),
                List.of(new AnnotatedListener("org.example.L", "other")),
                List.of(new AnnotatedApplicationKey("org.example.A", "a"), new AnnotatedApplicationKey("org.example.B", "b")));
        assertThatThrownBy(() -> SipApplicationMetaDataMerger.merge(SipDescriptorParserTest.parse(xml), annotations))
                .isInstanceOf(SipDeploymentException.class)
                .hasMessageContainingAll("5 problems", "WEB-INF/sip.xml:3:", "<servlet-class> of \"s\" is missing", "WEB-INF/sip.xml:5:",
                        "there is no servlet \"t\"", "org.example.sub.First", "already that of org.example.First", "org.example.L",
                        "org.example.A.a, org.example.B.b");
    }

    @Test
    void aMainServletThatDoesNotExistIsReportedWithThoseThatDo() {
        String xml = "<sip-app><app-name>a</app-name><servlet-selection><main-servlet>x</main-servlet></servlet-selection></sip-app>";
        assertThatThrownBy(() -> merge(xml, SERVLET)).isInstanceOf(SipDeploymentException.class)
                .hasMessageContainingAll("<main-servlet>: there is no servlet \"x\"", "First");
    }

    private static SipApplicationMetaData merge(String xml, AnnotatedServlet... servlets) throws SipDeploymentException {
        return SipApplicationMetaDataMerger.merge(SipDescriptorParserTest.parse(xml), servlets(servlets));
    }

    private static SipApplicationMetaData merge(SipDescriptor descriptor, AnnotatedApplication application, AnnotatedServlet... servlets)
            throws SipDeploymentException {
        return SipApplicationMetaDataMerger.merge(descriptor,
                new SipAnnotations(List.of(application), List.of(servlets), List.of(), List.of()));
    }

    private static SipAnnotations servlets(AnnotatedServlet... servlets) {
        return new SipAnnotations(List.of(), List.of(servlets), List.of(), List.of());
    }
}
