/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.marshalling;

import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;

import org.wildfly.extension.sip.logging.SipExtensionLogger;

/** Java serialization with the classes of an application; nothing is read that its filter does not admit. */
class JavaSerialization {
    private final ClassLoader loader;
    private final ObjectInputFilter filter;

    JavaSerialization(ClassLoader loader, ObjectInputFilter filter) {
        this.loader = loader;
        this.filter = filter;
    }

    /** @throws IOException if the value, or something it refers to, is not serializable */
    void write(OutputStream out, Object value) throws IOException {
        try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
            objects.writeObject(value);
        } catch (NotSerializableException e) {
            throw SipExtensionLogger.LOGGER.notMarshallable(e.getMessage(), e);
        }
    }

    /** @throws IOException if the bytes are not those of an admitted value, or a class is missing */
    Object read(InputStream in) throws IOException {
        try (ObjectInputStream objects = new ApplicationObjectInputStream(in, this.loader)) {
            objects.setObjectInputFilter(this.filter);
            return objects.readObject();
        } catch (ClassNotFoundException | RuntimeException e) {
            throw SipExtensionLogger.LOGGER.notReadable(e);
        }
    }

    private static final class ApplicationObjectInputStream extends ObjectInputStream {
        private final ClassLoader loader;

        ApplicationObjectInputStream(InputStream in, ClassLoader loader) throws IOException {
            super(in);
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, this.loader);
            } catch (ClassNotFoundException e) {
                // primitive types
                return super.resolveClass(description);
            }
        }

        // nothing that is a value needs them, attacks do
        @Override
        protected Class<?> resolveProxyClass(String[] names) throws IOException {
            throw new InvalidClassException("proxies are not admitted");
        }
    }
}
