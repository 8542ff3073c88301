/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.balancer.restcomm;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.ListeningPoint;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.SipFactory;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.SipStack;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;

/**
 * A process that is a node by the jars of RestComm, which are on its class path: by RMI with their JAIN SIP HA stack, or by JSON with the
 * heartbeat client of their balancer. Answers each request with 200. Arguments: rmi or json, the node's SIP port, the balancer's heartbeat
 * port, and its internal port.
 */
public final class RestcommNode implements SipListener {
    private static final String HOST = "127.0.0.1";
    private static final String PERIOD = "500";

    private final SipFactory factory = SipFactory.getInstance();
    private SipProvider provider;

    private RestcommNode() {
    }

    /** Runs until it is killed. */
    public static void main(String[] arguments) throws Exception {
        RestcommNode node = new RestcommNode();
        int port = Integer.parseInt(arguments[1]);
        if (arguments[0].equals("rmi")) {
            node.factory.setPathName("org.mobicents.ha.balancing.only");
            node.listen(port, Map.of("org.mobicents.ha.javax.sip.BALANCERS", HOST + ':' + arguments[3] + ":2080:" + arguments[2],
                    "org.mobicents.ha.javax.sip.LoadBalancerHeartBeatingServiceClassName",
                    "org.mobicents.ha.javax.sip.LoadBalancerHeartBeatingServiceImpl",
                    "org.mobicents.ha.javax.sip.HEARTBEAT_INTERVAL", PERIOD));
        } else {
            node.listen(port, Map.of());
            announceByJson(port, Integer.parseInt(arguments[2]));
        }
        Thread.currentThread().join();
    }

    private void listen(int port, Map<String, String> settings) throws Exception {
        Properties properties = new Properties();
        properties.put("javax.sip.STACK_NAME", "node-" + port);
        properties.put("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "off");
        properties.putAll(settings);
        SipStack stack = this.factory.createSipStack(properties);
        this.provider = stack.createSipProvider(stack.createListeningPoint(HOST, port, ListeningPoint.UDP));
        this.provider.addSipListener(this);
        stack.start();
    }

    /** By reflection: this module is not built against that software. */
    private static void announceByJson(int port, int heartbeatPort) throws Exception {
        Class<?> nodeType = Class.forName("org.mobicents.tools.heartbeat.api.Node");
        Object node = nodeType.getConstructor(String.class, String.class).newInstance("restcomm", HOST);
        @SuppressWarnings("unchecked")
        Map<String, String> properties = (Map<String, String>) nodeType.getMethod("getProperties").invoke(node);
        properties
                .putAll(Map.of("udpPort", Integer.toString(port), "version", "0", "sessionId", Long.toString(System.currentTimeMillis())));
        CountDownLatch stopped = new CountDownLatch(1);
        Class<?> listenerType = Class.forName("org.mobicents.tools.heartbeat.interfaces.IClientListener");
        Object listener = Proxy.newProxyInstance(listenerType.getClassLoader(), new Class<?>[]{listenerType}, (proxy, method, received) -> {
            if (received != null && received[0].toString().contains("\"stop\"")) {
                stopped.countDown();
            }
            return null;
        });
        int period = Integer.parseInt(PERIOD);
        Class<?> clientType = Class.forName("org.mobicents.tools.heartbeat.impl.ClientController");
        Object client = clientType
                .getConstructor(listenerType, String.class, int.class, nodeType, int.class, int.class, ExecutorService.class)
                .newInstance(listener, HOST, heartbeatPort, node, period, period, Executors.newCachedThreadPool());
        clientType.getMethod("startClient").invoke(client);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                clientType.getMethod("stopClient", boolean.class).invoke(client, false);
                stopped.await(5, TimeUnit.SECONDS);
            } catch (ReflectiveOperationException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    @Override
    public void processRequest(RequestEvent event) {
        try {
            this.provider.sendResponse(this.factory.createMessageFactory().createResponse(200, event.getRequest()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void processResponse(ResponseEvent event) {
        // It sends no requests.
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        // It has no transactions.
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        throw new IllegalStateException("cannot send to " + event.getHost() + ':' + event.getPort());
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {
        // It has no transactions.
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {
        // It has no dialogs.
    }
}
