/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip;

import java.util.function.ToLongFunction;

import org.jboss.as.controller.AttributeDefinition;
import org.jboss.as.controller.SimpleAttributeDefinitionBuilder;
import org.jboss.as.controller.client.helpers.MeasurementUnit;
import org.jboss.as.controller.registry.AttributeAccess;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.ModelType;
import org.wildfly.sip.container.ContainerStatistics;
import org.wildfly.sip.container.SipContainer;
import org.wildfly.subsystem.resource.executor.Metric;

/** Enumerates the numbers of {@code /subsystem=sip}; whatever collects the server's metrics finds them in the model. */
enum SipMetric implements Metric<SipContainer> {
    ACTIVE_APPLICATION_SESSIONS("active-application-sessions", AttributeAccess.Flag.GAUGE_METRIC,
            ContainerStatistics::activeApplicationSessions), ACTIVE_SIP_SESSIONS("active-sip-sessions", AttributeAccess.Flag.GAUGE_METRIC,
                    ContainerStatistics::activeSipSessions), ACTIVE_TRANSACTIONS("active-transactions", AttributeAccess.Flag.GAUGE_METRIC,
                            ContainerStatistics::activeTransactions), ACTIVE_TIMERS("active-timers", AttributeAccess.Flag.GAUGE_METRIC,
                                    ContainerStatistics::activeTimers), REQUESTS_RECEIVED("requests-received",
                                            AttributeAccess.Flag.COUNTER_METRIC, ContainerStatistics::requestsReceived), REQUESTS_SENT(
                                                    "requests-sent", AttributeAccess.Flag.COUNTER_METRIC,
                                                    ContainerStatistics::requestsSent), RESPONSES_RECEIVED("responses-received",
                                                            AttributeAccess.Flag.COUNTER_METRIC,
                                                            ContainerStatistics::responsesReceived), RESPONSES_SENT("responses-sent",
                                                                    AttributeAccess.Flag.COUNTER_METRIC,
                                                                    ContainerStatistics::responsesSent), MESSAGES_DROPPED(
                                                                            "messages-dropped", AttributeAccess.Flag.COUNTER_METRIC,
                                                                            ContainerStatistics::messagesDropped), REQUESTS_REFUSED(
                                                                                    "requests-refused", AttributeAccess.Flag.COUNTER_METRIC,
                                                                                    ContainerStatistics::requestsRefused), SESSIONS_TAKEN_OVER(
                                                                                            "sessions-taken-over",
                                                                                            AttributeAccess.Flag.COUNTER_METRIC,
                                                                                            ContainerStatistics::sessionsTakenOver), UNCOMMITTED_OUTPUTS(
                                                                                                    "uncommitted-outputs",
                                                                                                    AttributeAccess.Flag.COUNTER_METRIC,
                                                                                                    ContainerStatistics::uncommittedOutputs), STORE_ENTRIES(
                                                                                                            "store-entries",
                                                                                                            AttributeAccess.Flag.GAUGE_METRIC,
                                                                                                            ContainerStatistics::storeEntries), CONNECTED_BALANCERS(
                                                                                                                    "connected-balancers",
                                                                                                                    AttributeAccess.Flag.GAUGE_METRIC,
                                                                                                                    ContainerStatistics::connectedBalancers),
                                                                                                                    ;

    private final AttributeDefinition definition;
    private final ToLongFunction<ContainerStatistics> reader;

    SipMetric(String name, AttributeAccess.Flag kind, ToLongFunction<ContainerStatistics> reader) {
        this.definition = new SimpleAttributeDefinitionBuilder(name, ModelType.LONG)
                .setMeasurementUnit(MeasurementUnit.NONE)
                .setFlags(kind)
                .setStorageRuntime()
                .build();
        this.reader = reader;
    }

    @Override
    public AttributeDefinition get() {
        return this.definition;
    }

    @Override
    public ModelNode execute(SipContainer container) {
        return new ModelNode(this.reader.applyAsLong(container.statistics()));
    }
}
