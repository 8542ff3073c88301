/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.process;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jboss.dmr.ModelNode;

/** The management model of one SIP application on one node: {@code /deployment=NAME/subsystem=sip}. */
public final class SipApplicationClient {
    private final ManagementClient client;
    private final String[] address;

    /** @param deployment the deployment's name */
    public SipApplicationClient(ServerNode node, String deployment) {
        this.client = node.management();
        this.address = new String[]{"deployment", deployment, "subsystem", "sip"};
    }

    /** The ids of the application sessions that the node works on. */
    public List<String> sessions() {
        return this.client.execute("list-sessions", this.address).asList().stream().map(ModelNode::asString).toList();
    }

    /** What an application session holds. */
    public ModelNode session(String id) {
        return this.client.execute("read-session", ManagementClient.parameters("id", id), this.address);
    }

    /** The attributes of an application session as text. */
    public Map<String, String> attributes(String id) {
        ModelNode attributes = this.session(id).get("attributes");
        return attributes.isDefined()
                ? attributes.asPropertyList().stream()
                        .collect(Collectors.toMap(property -> property.getName(), property -> property.getValue().asString()))
                : Map.of();
    }

    /** The application session that has an attribute of this value. */
    public Optional<String> find(String attribute, String value) {
        return this.sessions().stream().filter(id -> value.equals(this.attributes(id).get(attribute))).findFirst();
    }

    /** Reads an attribute of the application's resource. */
    public ModelNode read(String attribute) {
        return this.client.read(attribute, this.address);
    }
}
