/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip;

import org.jboss.as.controller.SubsystemSchema;
import org.jboss.as.controller.persistence.xml.ResourceXMLParticleFactory;
import org.jboss.as.controller.persistence.xml.SubsystemResourceRegistrationXMLElement;
import org.jboss.as.controller.persistence.xml.SubsystemResourceXMLSchema;
import org.jboss.as.controller.xml.VersionedNamespace;
import org.jboss.as.controller.xml.XMLCardinality;
import org.jboss.staxmapper.IntVersion;

/** Enumerates the XML schema versions of the sip subsystem. */
enum SipSubsystemSchema implements SubsystemResourceXMLSchema<SipSubsystemSchema> {
    VERSION_1_0(1, 0),
    ;

    static final SipSubsystemSchema CURRENT = VERSION_1_0;

    private final VersionedNamespace<IntVersion, SipSubsystemSchema> namespace;
    private final ResourceXMLParticleFactory factory = ResourceXMLParticleFactory.newInstance(this);

    SipSubsystemSchema(int major, int minor) {
        this.namespace = SubsystemSchema.createSubsystemURN(SipSubsystemResourceDefinitionRegistrar.REGISTRATION.getName(),
                new IntVersion(major, minor));
    }

    @Override
    public VersionedNamespace<IntVersion, SipSubsystemSchema> getNamespace() {
        return this.namespace;
    }

    @Override
    public SubsystemResourceRegistrationXMLElement getSubsystemXMLElement() {
        return this.factory.subsystemElement(SipSubsystemResourceDefinitionRegistrar.REGISTRATION)
                .addAttributes(SipSubsystemAttributes.ALL)
                .withContent(this.factory.choice()
                        .withCardinality(XMLCardinality.Unbounded.OPTIONAL)
                        .addElement(this.factory.namedElement(ConnectorResourceDefinitionRegistrar.REGISTRATION)
                                .addAttributes(ConnectorResourceDefinitionRegistrar.ATTRIBUTES)
                                .build())
                        .addElement(this.factory.namedElement(BalancerResourceDefinitionRegistrar.REGISTRATION)
                                .addAttributes(BalancerResourceDefinitionRegistrar.ATTRIBUTES)
                                .build())
                        .build())
                .build();
    }
}
