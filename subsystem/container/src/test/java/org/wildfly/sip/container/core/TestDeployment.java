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
import java.util.concurrent.Callable;

import jakarta.servlet.ServletContext;

import org.wildfly.sip.container.AttributeMarshaller;
import org.wildfly.sip.container.SipApplicationDeployment;

/** Lends an application what a server would. */
final class TestDeployment implements SipApplicationDeployment {
    private final TestApplication application;
    private final ServletContext context = (ServletContext) Proxy.newProxyInstance(TestDeployment.class.getClassLoader(),
            new Class<?>[]{ServletContext.class}, (proxy, method, arguments) -> null);

    TestDeployment(TestApplication application) {
        this.application = application;
    }

    @Override
    public ClassLoader classLoader() {
        return TestDeployment.class.getClassLoader();
    }

    @Override
    public ServletContext servletContext() {
        return this.context;
    }

    @Override
    public boolean isDistributable() {
        return this.application.distributable();
    }

    @Override
    public <T> T newInstance(Class<T> type) throws Exception {
        return type.isInstance(this.application.servlet())
                ? type.cast(this.application.servlet())
                : type.getDeclaredConstructor().newInstance();
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
                in.setObjectInputFilter(ObjectInputFilter.Config.createFilter("java.base/*;org.wildfly.sip.container.**;!*"));
                return in.readObject();
            } catch (ClassNotFoundException unknown) {
                throw new IOException(unknown);
            }
        }
    }
}
