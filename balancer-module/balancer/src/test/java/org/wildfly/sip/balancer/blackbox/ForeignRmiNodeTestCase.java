/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.heartbeat.NodeState;

/**
 * A node with classes of its own: they have the names, the number and the fields of the contract, and some fields more, as those of later
 * releases have.
 */
class ForeignRmiNodeTestCase {
    private static final String PACKAGE = "org.mobicents.tools.sip.balancer";
    private static final String STUB = "package " + PACKAGE + ";\n" + """
            public interface NodeRegisterRMIStub extends java.rmi.Remote {
                void handlePing(java.util.ArrayList<SIPNode> nodes) throws java.rmi.RemoteException;
                void forceRemoval(java.util.ArrayList<SIPNode> nodes) throws java.rmi.RemoteException;
                void switchover(String from, String to) throws java.rmi.RemoteException;
            }
            """;
    private static final String NODE = "package " + PACKAGE + ";\n" + """
            import java.util.concurrent.atomic.*;
            public class SIPNode implements java.io.Serializable {
                private static final long serialVersionUID = -4959114432342926569L;
                private String hostName = "n1";
                private String ip = "127.0.0.1";
                private long timeStamp = System.currentTimeMillis();
                private java.util.HashMap<String, java.io.Serializable> properties;
                private AtomicInteger failCounter = new AtomicInteger(1);
                private AtomicInteger requestNumberWithoutResponse = new AtomicInteger(2);
                private AtomicLong lastTimeResponse = new AtomicLong(3);
                private AtomicLong lastTimeError = new AtomicLong(4);
                public SIPNode(java.util.HashMap<String, java.io.Serializable> properties) {
                    this.properties = properties;
                }
            }
            """;

    private static final String CLIENT = "package " + PACKAGE + ";\n"
            + """
                    import java.util.*;
                    public class Client {
                        private final NodeRegisterRMIStub register;
                        private final ArrayList<SIPNode> nodes = new ArrayList<>();
                        public Client(Integer port) throws Exception {
                            this.register = (NodeRegisterRMIStub) java.rmi.registry.LocateRegistry.getRegistry("127.0.0.1", port).lookup("SIPBalancer");
                            HashMap<String, java.io.Serializable> properties = new HashMap<>();
                            properties.put("udpPort", 5080);
                            properties.put("tcpPort", 5080);
                            properties.put("jvmRoute", "jvm1");
                            properties.put("version", "0");
                            properties.put("sessionId", "17");
                            this.nodes.add(new SIPNode(properties));
                        }
                        public void ping() throws Exception {
                            this.register.handlePing(this.nodes);
                        }
                        public void leave() throws Exception {
                            this.register.switchover("jvm1", "jvm2");
                            this.register.forceRemoval(this.nodes);
                        }
                    }
                    """;

    @TempDir
    private Path directory;

    private URLClassLoader compile() throws Exception {
        Path stub = Files.writeString(this.directory.resolve("NodeRegisterRMIStub.java"), STUB);
        Path node = Files.writeString(this.directory.resolve("SIPNode.java"), NODE);
        Path client = Files.writeString(this.directory.resolve("Client.java"), CLIENT);
        int problems = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", this.directory.toString(), stub.toString(),
                node.toString(), client.toString());
        assertThat(problems).isZero();
        return new URLClassLoader(new URL[]{this.directory.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    @Test
    void itPingsAndIsRemoved() throws Exception {
        try (Balancer balancer = new Balancer("rmiRegistryPort=0"); URLClassLoader foreign = compile()) {
            Class<?> type = foreign.loadClass(PACKAGE + ".Client");
            Object client = type.getConstructor(Integer.class).newInstance(balancer.running().heartbeats().rmiPort());
            type.getMethod("ping").invoke(client);
            assertThat(balancer.running().registry().state("127.0.0.1:5080")).isEqualTo(NodeState.UP);
            type.getMethod("leave").invoke(client);
            assertThat(balancer.running().registry().state("127.0.0.1:5080")).isEqualTo(NodeState.DOWN);
        }
    }
}
