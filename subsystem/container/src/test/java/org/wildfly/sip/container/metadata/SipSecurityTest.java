/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.wildfly.sip.container.SipDeploymentException;
import org.wildfly.sip.container.metadata.SipSecurityMetaData.Constraint;
import org.wildfly.sip.container.metadata.SipSecurityMetaData.TransportGuarantee;

class SipSecurityTest {
    private static final String FULL = """
            <sip-app><app-name>a</app-name>
            <servlet><servlet-name>s</servlet-name><servlet-class>S</servlet-class><run-as><role-name>system</role-name></run-as>
              <security-role-ref><role-name>boss</role-name><role-link>manager</role-link></security-role-ref></servlet>
            <servlet><servlet-name>t</servlet-name><servlet-class>T</servlet-class></servlet>
            <servlet-selection><main-servlet>s</main-servlet></servlet-selection>
            <security-constraint>
              <resource-collection><resource-name>calls</resource-name><servlet-name>s</servlet-name><sip-method>INVITE</sip-method>
              </resource-collection>
              <proxy-authentication/>
              <auth-constraint><role-name>caller</role-name></auth-constraint>
              <user-data-constraint><transport-guarantee>CONFIDENTIAL</transport-guarantee></user-data-constraint>
            </security-constraint>
            <security-constraint><resource-collection><servlet-name>t</servlet-name></resource-collection>
              <auth-constraint/></security-constraint>
            <login-config><auth-method>DIGEST</auth-method><realm-name>example.com</realm-name>
              <identity-assertion><identity-assertion-scheme>P-Asserted-Identity</identity-assertion-scheme>
              <identity-assertion-support>REQUIRED</identity-assertion-support></identity-assertion></login-config>
            <security-role><role-name>caller</role-name></security-role></sip-app>
            """;

    @Test
    void whatAnApplicationDemandsIsRead() throws SipDeploymentException {
        SipSecurityMetaData security = merge(FULL);
        assertThat(security.isConstrained()).isTrue();
        Constraint constraint = security.constraint("s", "INVITE").orElseThrow();
        assertThat(constraint.proxyAuthentication()).isTrue();
        assertThat(constraint.roles()).containsExactly("caller");
        assertThat(constraint.transport()).isEqualTo(TransportGuarantee.CONFIDENTIAL);
        assertThat(security.constraint("s", "MESSAGE")).isEmpty();
        assertThat(security.constraint("t", "MESSAGE").orElseThrow().roles()).isEmpty();
        assertThat(security.login().realm()).isEqualTo("example.com");
        assertThat(security.login().assertionRequired()).isTrue();
        assertThat(security.roles()).containsExactly("caller");
        assertThat(security.runAs()).containsEntry("s", "system");
        assertThat(security.roleReferences().get("s")).containsEntry("boss", "manager");
    }

    @Test
    void anApplicationWithoutConstraintsDemandsNothing() throws SipDeploymentException {
        SipSecurityMetaData security = merge("<sip-app><app-name>a</app-name></sip-app>");
        assertThat(security.isConstrained()).isFalse();
        assertThat(security.constraint("s", "INVITE")).isEmpty();
    }

    @Test
    void whatIsWrongIsReported() {
        assertThatThrownBy(() -> merge(
                """
                                <sip-app><app-name>a</app-name>
                                <security-constraint>
                                <user-data-constraint><transport-guarantee>SOME</transport-guarantee></user-data-constraint>
                        </security-constraint>
                                <login-config>
                                <identity-assertion><identity-assertion-support>x</identity-assertion-support></identity-assertion>
                        </login-config>
                                </sip-app>
                                """))
                .isInstanceOf(SipDeploymentException.class).hasMessageContainingAll("3 problems", "<resource-collection> is missing",
                        "NONE, INTEGRAL or CONFIDENTIAL", "SUPPORTED or REQUIRED");
        assertThatThrownBy(
                () -> merge("<sip-app><app-name>a</app-name><security-constraint><resource-collection><servlet-name>x</servlet-name>"
                        + "</resource-collection></security-constraint></sip-app>"))
                .isInstanceOf(SipDeploymentException.class)
                .hasMessageContaining("there is no servlet \"x\"");
    }

    private static SipSecurityMetaData merge(String xml) throws SipDeploymentException {
        return SipApplicationMetaDataMerger.merge(SipDescriptorParserTest.parse(xml), SipAnnotations.NONE).security();
    }
}
