/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.core;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;

import org.wildfly.sip.container.AttributeMarshaller;
import org.wildfly.sip.container.ConnectorConfiguration;
import org.wildfly.sip.container.ConnectorConfiguration.Transport;
import org.wildfly.sip.container.ContainerConfiguration;
import org.wildfly.sip.container.SipApplication;
import org.wildfly.sip.container.SipApplicationDeployment;
import org.wildfly.sip.container.metadata.SipApplicationMetaData;
import org.wildfly.sip.ha.store.SessionStore;

/** A node with a UDP connector on a free port of the loopback address, and an application of one servlet that lives in the test's class path. */
final class TestContainer implements AutoCloseable {
    private final NodeContainer container;
    private final InetSocketAddress address;
    private final SipApplication application;

    TestContainer(SessionStore store, Servlet servlet, Class<?>... listeners) throws Exception {
        this.container = new NodeContainer(new ContainerConfiguration() {
            @Override
            public String nodeName() {
                return store.localNode();
            }

            @Override
            public SessionStore store() {
                return store;
            }

            @Override
            public int concurrency() {
                return 4;
            }
        });
        this.container.start();
        this.address = this.container.addConnector(new ConnectorConfiguration("sip-udp", Transport.UDP,
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), null, 0)).address();
        SipApplicationMetaData metaData = new SipApplicationMetaData("test", true, 3, 180, Map.of(),
                List.of(new SipApplicationMetaData.SipServletMetaData("main", servlet.getClass().getName(), Map.of(), 1)),
                request -> "main",
                java.util.stream.Stream.of(listeners).map(Class::getName).toList(), null, null);
        this.application = this.container.register(metaData);
        this.application.start(new Deployment(servlet));
        this.container.open();
    }

    NodeContainer container() {
        return this.container;
    }

    SipApplication application() {
        return this.application;
    }

    InetSocketAddress address() {
        return this.address;
    }

    @Override
    public void close() {
        this.container.close();
    }

    private static final class Deployment implements SipApplicationDeployment {
        private final Servlet servlet;
        private final ServletContext context = (ServletContext) Proxy.newProxyInstance(TestContainer.class.getClassLoader(),
                new Class<?>[]{ServletContext.class}, (proxy, method, arguments) -> null);

        Deployment(Servlet servlet) {
            this.servlet = servlet;
        }

        @Override
        public ClassLoader classLoader() {
            return TestContainer.class.getClassLoader();
        }

        @Override
        public ServletContext servletContext() {
            return this.context;
        }

        @Override
        public boolean isDistributable() {
            return true;
        }

        @Override
        public <T> T newInstance(Class<T> type) throws Exception {
            return type.isInstance(this.servlet) ? type.cast(this.servlet) : type.getDeclaredConstructor().newInstance();
        }

        @Override
        public <T> T call(Callable<T> code) throws Exception {
            return code.call();
        }

        @Override
        public AttributeMarshaller attributeMarshaller() {
            return new SerializableMarshaller();
        }

        @Override
        public int httpActivity() {
            return 0;
        }

        @Override
        public void onHttpIdle(Runnable action) {
            // there is no HTTP
        }
    }

    private static final class SerializableMarshaller implements AttributeMarshaller {
        @Override
        public boolean isMarshallable(Object value) {
            return value instanceof Serializable;
        }

        @Override
        public byte[] marshal(Object value) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(value);
            }
            return bytes.toByteArray();
        }

        @Override
        public Object unmarshal(byte[] bytes) throws IOException {
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
                in.setObjectInputFilter(ObjectInputFilter.Config.createFilter("java.lang.*;!*"));
                return in.readObject();
            } catch (ClassNotFoundException unknown) {
                throw new IOException(unknown);
            }
        }
    }
}
