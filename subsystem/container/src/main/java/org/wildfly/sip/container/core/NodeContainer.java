/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.core;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TooManyListenersException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sip.ListeningPoint;
import javax.sip.SipException;
import javax.sip.SipProvider;

import org.wildfly.sip.container.ConnectorConfiguration;
import org.wildfly.sip.container.ContainerConfiguration;
import org.wildfly.sip.container.ContainerLogger;
import org.wildfly.sip.container.ContainerStatistics;
import org.wildfly.sip.container.ContainerStatisticsCounters;
import org.wildfly.sip.container.Drain;
import org.wildfly.sip.container.SipApplication;
import org.wildfly.sip.container.SipContainer;
import org.wildfly.sip.container.SipDeploymentException;
import org.wildfly.sip.container.application.ApplicationImpl;
import org.wildfly.sip.container.dispatch.ApplicationSelection;
import org.wildfly.sip.container.dispatch.Cancellations;
import org.wildfly.sip.container.dispatch.InitialRequests;
import org.wildfly.sip.container.dispatch.InternalRequests;
import org.wildfly.sip.container.dispatch.Orphans;
import org.wildfly.sip.container.dispatch.Replies;
import org.wildfly.sip.container.dispatch.Responses;
import org.wildfly.sip.container.dispatch.SessionGate;
import org.wildfly.sip.container.dispatch.SipDispatcher;
import org.wildfly.sip.container.dispatch.SubsequentRequests;
import org.wildfly.sip.container.drain.SessionDrain;
import org.wildfly.sip.container.metadata.SipApplicationMetaData;
import org.wildfly.sip.container.routing.ApplicationRouter;
import org.wildfly.sip.container.routing.ApplicationRouterFactory;
import org.wildfly.sip.container.session.SessionContext;
import org.wildfly.sip.container.session.SessionIds;
import org.wildfly.sip.container.session.SessionManager;
import org.wildfly.sip.container.session.SessionRegistry;
import org.wildfly.sip.container.session.SipApplicationSessionImpl;
import org.wildfly.sip.container.transport.LocalAddresses;
import org.wildfly.sip.container.transport.StackOutbound;
import org.wildfly.sip.ha.replication.ReplicationContext;
import org.wildfly.sip.ha.stack.NodeStack;
import org.wildfly.sip.ha.timer.Cancellable;
import org.wildfly.sip.ha.timer.Timers;
import org.wildfly.sip.ha.transport.InboundHandler;
import org.wildfly.sip.ha.work.SessionQueues;

/** The container of a node: puts the parts together, starts them and ends them. */
public final class NodeContainer implements SipContainer, ApplicationImpl.Environment {
    /** How long an application's own thread waits for a session that another node has. */
    private static final Duration LOOK_UP_PATIENCE = Duration.ofSeconds(3);

    private final ContainerConfiguration configuration;
    private final ContainerStatisticsCounters counters = new ContainerStatisticsCounters();
    private final LocalAddresses addresses = new LocalAddresses();
    private final Map<String, ApplicationImpl> applications = new ConcurrentHashMap<>();
    private final List<NodeConnector> connectors = new CopyOnWriteArrayList<>();
    private final Balancers balancers;
    private final WorkerPool workers;
    private final Timers timers;
    private final SessionQueues queues;
    private final ReplicationContext replication;
    private final SessionManager sessions;
    private final SessionDrain drain;
    private final ApplicationRouter router;
    private final ApplicationSelection selection;
    private final InternalRequests internal;
    private final SessionGate gate;
    private final Orphans orphans;
    private NodeStack stack;
    private volatile SipProvider provider;

    /**
     * Puts a container together; nothing is bound or joined yet.
     *
     * @throws org.wildfly.sip.container.routing.ApplicationRouterException if the application router cannot be made
     */
    public NodeContainer(ContainerConfiguration configuration) {
        this.configuration = configuration;
        this.router = ApplicationRouterFactory.create(configuration.applicationRouter(), NodeContainer.class.getClassLoader());
        this.workers = new WorkerPool(configuration.concurrency());
        this.timers = new Timers("sip-timer");
        this.queues = new SessionQueues(this.workers, SessionQueues.Limits.DEFAULT, ContainerLogger.LOGGER::workFailed);
        this.replication = new ReplicationContext(configuration.store(), (delay, action) -> {
            Cancellable scheduled = this.timers.schedule(delay, action);
            return scheduled::cancel;
        }, configuration.commitTimeout());
        this.balancers = new Balancers(configuration, this.addresses);
        SessionIds ids = new SessionIds(configuration.store());
        StackOutbound outbound = new StackOutbound(() -> this.provider, this.addresses, this.balancers, this.counters,
                configuration.baseTimer());
        this.drain = new SessionDrain(SessionDrain.Subject.of("node " + configuration.nodeName(), this::remaining, this.balancers::withdraw,
                this.balancers::offer), this.replication.alarm());
        this.selection = new ApplicationSelection(this.router, this::running);
        this.internal = new InternalRequests(this.selection, this.replication.alarm());
        SessionRegistry registry = new SessionRegistry(this::sessionEnded);
        this.sessions = new SessionManager(
                new SessionContext(this.queues, this.replication, registry, outbound, ids, this.internal, configuration.baseTimer(),
                        this::lookUp),
                this::running);
        this.gate = new SessionGate(this.sessions);
        this.orphans = new Orphans(this.sessions);
    }

    @Override
    public void start() {
        this.configuration.store().start();
        this.configuration.store().addListener(this.gate);
        this.configuration.store().addListener(this.orphans);
        this.router.init();
        Properties properties = new Properties();
        properties.putAll(this.configuration.stackProperties());
        try {
            this.stack = new NodeStack(properties, new NodeStack.Configuration() {
                @Override
                public SessionQueues queues() {
                    return NodeContainer.this.queues;
                }

                @Override
                public Timers timers() {
                    return NodeContainer.this.timers;
                }

                @Override
                public InboundHandler inboundHandler() {
                    return NodeContainer.this.gate;
                }
            });
        } catch (SipException wrong) {
            throw new IllegalStateException("the SIP stack cannot be started: " + wrong.getMessage(), wrong);
        }
    }

    @Override
    public void open() {
        this.orphans.comeBack();
        this.balancers.open();
    }

    @Override
    public synchronized Connector addConnector(ConnectorConfiguration connector) throws IOException {
        ListeningPoint point = this.stack.listen(connector.transport().name(), connector.address(), connector.publicHost(),
                connector.publicPort());
        try {
            if (this.provider == null) {
                this.provider = this.stack.createSipProvider(point);
                this.provider.addSipListener(this.dispatcher());
            } else {
                this.provider.addListeningPoint(point);
            }
        } catch (SipException | TooManyListenersException failure) {
            throw new IOException("connector " + connector.name() + " cannot be added: " + failure.getMessage(), failure);
        }
        String boundHost = connector.address().getAddress().getHostAddress();
        LocalAddresses.Local local = new LocalAddresses.Local(connector.transport().name(),
                connector.publicHost() == null ? boundHost : connector.publicHost(),
                connector.publicPort() == 0 ? point.getPort() : connector.publicPort(), boundHost, point.getPort());
        this.addresses.add(local);
        NodeConnector added = new NodeConnector(new InetSocketAddress(connector.address().getAddress(), point.getPort()), point, local);
        this.connectors.add(added);
        ContainerLogger.LOGGER.connectorOpened(connector.name(), boundHost, point.getPort(), connector.transport().name());
        return added;
    }

    private SipDispatcher dispatcher() {
        SessionContext context = this.sessions.context();
        Replies replies = new Replies(context.outbound(), context.ids());
        InitialRequests initial = new InitialRequests(this.selection, this.internal, this.sessions, replies, context.outbound(),
                this.drain::isRefusing,
                this.counters);
        return new SipDispatcher(initial, new SubsequentRequests(this.sessions, replies, context.outbound()),
                new Cancellations(this.stack, replies), new Responses(this.sessions), this.counters);
    }

    /** The number of Call-IDs that lead to a queue. */
    int boundCallIds() {
        return this.queues.size();
    }

    @Override
    public SipApplication register(SipApplicationMetaData metaData) throws SipDeploymentException {
        ApplicationImpl application = new ApplicationImpl(metaData, this);
        this.claimName(application);
        return application;
    }

    private void claimName(ApplicationImpl application) throws SipDeploymentException {
        ApplicationImpl other = this.applications.putIfAbsent(application.name(), application);
        if (other != null && other != application) {
            throw new SipDeploymentException("an application of the name " + application.name()
                    + " is deployed already: change app-name in WEB-INF/sip.xml or the name of @SipApplication");
        }
    }

    @Override
    public List<SipApplication> applications() {
        return List.copyOf(this.applications.values());
    }

    @Override
    public Drain drain() {
        return this.drain;
    }

    @Override
    public ContainerStatistics statistics() {
        return new NodeStatistics(this.sessions, this.counters, this.replication, () -> this.stack, this.balancers);
    }

    @Override
    public void close() {
        this.balancers.close();
        this.configuration.store().removeListener(this.gate);
        this.configuration.store().removeListener(this.orphans);
        this.connectors.forEach(NodeConnector::close);
        if (this.stack != null) {
            this.stack.stop();
        }
        this.timers.close();
        this.workers.close();
        this.router.destroy();
        this.configuration.store().close();
    }

    // ---- what applications see

    @Override
    public SessionManager sessions() {
        return this.sessions;
    }

    @Override
    public void started(ApplicationImpl application) throws SipDeploymentException {
        this.claimName(application);
        this.router.applicationDeployed(List.of(application.name()));
    }

    @Override
    public void stopped(ApplicationImpl application) {
        if (this.applications.remove(application.name(), application)) {
            this.router.applicationUndeployed(List.of(application.name()));
        }
    }

    private SipApplicationSessionImpl lookUp(String id) {
        return this.sessions.fetch(id, LOOK_UP_PATIENCE);
    }

    private ApplicationImpl running(String name) {
        ApplicationImpl application = this.applications.get(name);
        return application != null && application.isRunning() ? application : null;
    }

    private void sessionEnded(SipApplicationSessionImpl session) {
        this.drain.sessionEnded();
        ApplicationImpl application = this.applications.get(session.application().name());
        if (application != null) {
            application.sessionDrain().sessionEnded();
        }
    }

    private int remaining() {
        return this.applications.values().stream().mapToInt(ApplicationImpl::remaining).sum();
    }

    private final class NodeConnector implements Connector {
        private final InetSocketAddress address;
        private final ListeningPoint point;
        private final LocalAddresses.Local local;

        NodeConnector(InetSocketAddress address, ListeningPoint point, LocalAddresses.Local local) {
            this.address = address;
            this.point = point;
            this.local = local;
        }

        @Override
        public InetSocketAddress address() {
            return this.address;
        }

        @Override
        public void close() {
            NodeContainer.this.addresses.remove(this.local);
            if (NodeContainer.this.connectors.remove(this)) {
                try {
                    NodeContainer.this.provider.removeListeningPoint(this.point);
                    NodeContainer.this.stack.deleteListeningPoint(this.point);
                } catch (SipException failure) {
                    ContainerLogger.LOGGER.debugf(failure, "connector %s", this.address);
                }
            }
        }
    }
}
