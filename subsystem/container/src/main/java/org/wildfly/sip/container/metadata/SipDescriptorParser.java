/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.metadata;

import java.io.InputStream;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.wildfly.sip.container.SipDeploymentException;

/**
 * Reads {@code WEB-INF/sip.xml}: SIP Servlet 1.1 (JSR 289) and 1.0 (JSR 116), in the namespaces of both, of Java EE, of Jakarta EE, or in
 * none. Neither a DTD nor any other file is ever loaded. Safe for use by many threads.
 */
public final class SipDescriptorParser {
    private SipDescriptorParser() {
    }

    /**
     * Reads a descriptor to its end; the stream is not closed.
     *
     * @param in the bytes of the file; their encoding is what the XML declaration says
     * @param file the file's name for messages
     * @throws SipDeploymentException if something is wrong; its message has all problems of the file with their places
     */
    public static SipDescriptor parse(InputStream in, String file) throws SipDeploymentException {
        Problems problems = new Problems();
        SipDescriptor descriptor = null;
        try {
            XMLStreamReader xml = factory().createXMLStreamReader(in);
            try {
                descriptor = readRoot(new DescriptorReader(xml, file, problems));
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            problems.add(location(file, e), "it is no well-formed XML. Correct this: " + reason(e));
        }
        problems.throwIfAny();
        return descriptor;
    }

    private static SipDescriptor readRoot(DescriptorReader reader) throws XMLStreamException {
        if (!reader.root() || !reader.name().equals("sip-app")) {
            reader.problem(
                    "a SIP descriptor begins with <sip-app xmlns=\"http://www.jcp.org/xml/ns/sipservlet\">. Correct the root element.");
            return null;
        }
        return new SipAppReader(reader).read();
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> InputStream.nullInputStream());
        return factory;
    }

    private static Location location(String file, XMLStreamException e) {
        javax.xml.stream.Location location = e.getLocation();
        return location == null ? new Location(file, 1, 1) : new Location(file, location.getLineNumber(), location.getColumnNumber());
    }

    private static String reason(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int text = message.indexOf("Message: ");
        return text < 0 ? message : message.substring(text + "Message: ".length());
    }
}
