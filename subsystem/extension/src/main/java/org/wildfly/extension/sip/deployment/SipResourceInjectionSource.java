/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.deployment;

import java.util.function.Supplier;

import org.jboss.as.ee.component.InjectionSource;
import org.jboss.as.naming.ContextListAndJndiViewManagedReferenceFactory;
import org.jboss.as.naming.ManagedReference;
import org.jboss.as.naming.ManagedReferenceFactory;
import org.jboss.as.naming.ValueManagedReference;
import org.jboss.as.server.deployment.DeploymentPhaseContext;
import org.jboss.msc.service.ServiceBuilder;
import org.jboss.msc.service.ServiceName;
import org.wildfly.sip.container.SipApplication;

/** A resource of a SIP application that is injected or bound in JNDI. */
class SipResourceInjectionSource extends InjectionSource {
    private final SipResource resource;
    private final ServiceName application;

    SipResourceInjectionSource(SipResource resource, ServiceName application) {
        this.resource = resource;
        this.application = application;
    }

    @Override
    @SuppressWarnings("deprecation") // the injector belongs to the method that is implemented
    public void getResourceValue(ResolutionContext resolution, ServiceBuilder<?> builder, DeploymentPhaseContext context,
            org.jboss.msc.inject.Injector<ManagedReferenceFactory> injector) {
        Supplier<SipApplication> required = builder.requires(this.application);
        injector.inject(new Factory(this.resource, required));
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof SipResourceInjectionSource source && source.resource == this.resource
                && source.application.equals(this.application);
    }

    @Override
    public int hashCode() {
        return 31 * this.application.hashCode() + this.resource.hashCode();
    }

    private record Factory(SipResource resource, Supplier<SipApplication> application)
            implements
                ContextListAndJndiViewManagedReferenceFactory {

        @Override
        public ManagedReference getReference() {
            return new ValueManagedReference(this.resource.of(this.application.get()));
        }

        @Override
        public String getInstanceClassName() {
            return this.resource.type().getName();
        }

        @Override
        public String getJndiViewInstanceValue() {
            return this.resource.type().getSimpleName();
        }
    }
}
