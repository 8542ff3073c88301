/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.deployment;

import java.util.function.Consumer;

import org.jboss.as.server.DeploymentProcessorTarget;
import org.jboss.as.server.deployment.DeploymentUnitProcessor;
import org.jboss.as.server.deployment.Phase;

/** What is done with a deployment, in which order. A deployment without any SIP is left alone by all of them. */
public class SipDeploymentChain implements Consumer<DeploymentProcessorTarget> {
    static final String SUBSYSTEM = "sip";

    /** The attribute of the deployment's resource that has the name of its SIP application. */
    public static final String APPLICATION_NAME = "app-name";

    /** The attribute of the deployment's resource that tells whether its SIP application is replicated. */
    public static final String DISTRIBUTABLE = "distributable";

    // sip.xml is read when web.xml is merged, and before the server looks for the components of the web application
    private static final int PARSE_SIP = Phase.PARSE_WEB_MERGE_METADATA + 1;
    private static final int PARSE_SIP_COMPONENTS = Phase.PARSE_WEB_COMPONENTS + 1;
    // @Resource is resolved at POST_MODULE_INJECTION_ANNOTATION
    private static final int POST_MODULE_SIP_RESOURCES = Phase.POST_MODULE_INJECTION_ANNOTATION - 1;
    private static final int INSTALL_SIP = Phase.INSTALL_WAR_DEPLOYMENT - 1;

    private final DeployedApplications applications;

    /** @param applications gets the applications that are deployed */
    public SipDeploymentChain(DeployedApplications applications) {
        this.applications = applications;
    }

    @Override
    public void accept(DeploymentProcessorTarget target) {
        add(target, Phase.PARSE, PARSE_SIP, new SipParsingProcessor());
        add(target, Phase.PARSE, PARSE_SIP_COMPONENTS, new SipComponentProcessor());
        add(target, Phase.DEPENDENCIES, Phase.DEPENDENCIES_WAR_MODULE, new SipDependencyProcessor());
        add(target, Phase.POST_MODULE, POST_MODULE_SIP_RESOURCES, new SipResourceProcessor());
        add(target, Phase.INSTALL, INSTALL_SIP, new SipInstallProcessor(this.applications));
    }

    private static void add(DeploymentProcessorTarget target, Phase phase, int priority, DeploymentUnitProcessor processor) {
        target.addDeploymentProcessor(SUBSYSTEM, phase, priority, processor);
    }
}
