/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.marshalling;

import org.jboss.modules.ModuleClassLoader;
import org.wildfly.clustering.marshalling.ByteBufferMarshaller;
import org.wildfly.clustering.marshalling.protostream.ClassLoaderMarshaller;
import org.wildfly.clustering.marshalling.protostream.ProtoStreamByteBufferMarshaller;
import org.wildfly.clustering.marshalling.protostream.SerializationContextBuilder;
import org.wildfly.clustering.marshalling.protostream.SerializationContextInitializer;
import org.wildfly.clustering.marshalling.protostream.modules.ModuleClassLoaderMarshaller;
import org.wildfly.sip.container.AttributeMarshaller;

/** Makes the marshallers of applications. */
public final class AttributeMarshallers {

    private AttributeMarshallers() {
    }

    /**
     * Makes a marshaller for an application: ProtoStream for the types that the platform knows and those that the application brings
     * initializers for, filtered Java serialization for the rest.
     *
     * @param loader the application's class loader
     */
    public static AttributeMarshaller create(ClassLoader loader) {
        return new ApplicationAttributeMarshaller(protoStream(loader), new JavaSerialization(loader, new ApplicationClassFilter(loader)));
    }

    private static ByteBufferMarshaller protoStream(ClassLoader loader) {
        ClassLoaderMarshaller classLoaders = (loader instanceof ModuleClassLoader modular)
                ? new ModuleClassLoaderMarshaller(modular.getModule().getModuleLoader())
                : ClassLoaderMarshaller.of(loader);
        SerializationContextBuilder<SerializationContextInitializer> builder = SerializationContextBuilder.newInstance(classLoaders);
        return new ProtoStreamByteBufferMarshaller(builder.load(loader).build());
    }
}
