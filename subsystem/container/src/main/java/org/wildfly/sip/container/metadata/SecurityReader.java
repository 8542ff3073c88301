/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import javax.xml.stream.XMLStreamException;

import org.wildfly.sip.container.metadata.SipSecurityMetaData.Constraint;
import org.wildfly.sip.container.metadata.SipSecurityMetaData.Login;
import org.wildfly.sip.container.metadata.SipSecurityMetaData.Resource;
import org.wildfly.sip.container.metadata.SipSecurityMetaData.TransportGuarantee;

/** Reads {@code security-constraint}, {@code login-config} and {@code security-role}. For one use by one thread. */
final class SecurityReader {
    private static final List<String> SUPPORT = List.of("SUPPORTED", "REQUIRED");

    private final DescriptorReader reader;
    private final List<Constraint> constraints = new ArrayList<>();
    private final List<String> roles = new ArrayList<>();
    private Login login;

    SecurityReader(DescriptorReader reader) {
        this.reader = reader;
    }

    List<Constraint> constraints() {
        return this.constraints;
    }

    List<String> roles() {
        return this.roles;
    }

    Login login() {
        return this.login;
    }

    void readConstraint() throws XMLStreamException {
        Location location = this.reader.location();
        List<Resource> resources = new ArrayList<>();
        boolean[] proxy = new boolean[1];
        List<List<String>> allowed = new ArrayList<>();
        TransportGuarantee[] transport = {TransportGuarantee.NONE};
        new ElementModel().any("resource-collection", r -> resources.add(this.readResource())).one("proxy-authentication", r -> {
            proxy[0] = true;
            r.skip();
        }).one("auth-constraint", r -> {
            List<String> names = new ArrayList<>();
            new ElementModel().any("role-name", text(names::add)).ignore("description").read(r);
            allowed.add(List.copyOf(names));
        }).one("user-data-constraint", r -> new ElementModel().one("transport-guarantee", g -> transport[0] = this.readGuarantee())
                .ignore("description").read(r)).ignore("display-name", "description").read(this.reader);
        if (resources.isEmpty()) {
            this.reader.problem(location, "security-constraint", "<resource-collection> is missing. Say with it what is restricted.");
        }
        this.constraints.add(new Constraint(List.copyOf(resources), proxy[0], allowed.isEmpty() ? null : allowed.get(0), transport[0]));
    }

    void readLogin() throws XMLStreamException {
        String[] values = new String[4];
        ElementModel assertion = new ElementModel().one("identity-assertion-scheme", r -> values[2] = r.requiredText())
                .one("identity-assertion-support", r -> values[3] = this.readSupport());
        new ElementModel().one("auth-method", r -> values[0] = r.requiredText()).one("realm-name", r -> values[1] = r.requiredText())
                .one("identity-assertion", assertion::read).ignore("form-login-config").read(this.reader);
        this.login = new Login(values[0], values[1], values[2], "REQUIRED".equals(values[3]));
    }

    void readRole() throws XMLStreamException {
        new ElementModel().one("role-name", text(this.roles::add)).ignore("description").read(this.reader);
    }

    private Resource readResource() throws XMLStreamException {
        Location location = this.reader.location();
        List<String> servlets = new ArrayList<>();
        List<String> methods = new ArrayList<>();
        new ElementModel().any("servlet-name", text(servlets::add)).any("sip-method", text(methods::add))
                .ignore("resource-name", "description").read(this.reader);
        return new Resource(location, List.copyOf(servlets), List.copyOf(methods));
    }

    private TransportGuarantee readGuarantee() throws XMLStreamException {
        Location location = this.reader.location();
        String name = this.reader.name();
        String text = this.reader.text();
        return Arrays.stream(TransportGuarantee.values()).filter(value -> value.name().equals(text)).findAny().orElseGet(() -> {
            this.reader.problem(location, name, "\"" + text + "\" is not allowed. Give NONE, INTEGRAL or CONFIDENTIAL.");
            return TransportGuarantee.NONE;
        });
    }

    private String readSupport() throws XMLStreamException {
        Location location = this.reader.location();
        String name = this.reader.name();
        String text = this.reader.text();
        if (!SUPPORT.contains(text)) {
            this.reader.problem(location, name, "\"" + text + "\" is not allowed. Give SUPPORTED or REQUIRED.");
        }
        return text;
    }

    private static ElementModel.Content text(Consumer<String> consumer) {
        return reader -> {
            String text = reader.requiredText();
            if (text != null) {
                consumer.accept(text);
            }
        };
    }
}
