/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.deployment;

import java.io.IOException;
import java.io.InputStream;

import org.jboss.as.server.deployment.annotation.CompositeIndex;
import org.jboss.vfs.VirtualFile;
import org.wildfly.sip.container.SipDeploymentException;
import org.wildfly.sip.container.metadata.SipAnnotations;
import org.wildfly.sip.container.metadata.SipApplicationMetaData;
import org.wildfly.sip.container.metadata.SipApplicationMetaDataMerger;
import org.wildfly.sip.container.metadata.SipDescriptor;
import org.wildfly.sip.container.metadata.SipDescriptorParser;

/** Reads what a web application's descriptor and annotations say of its SIP application. */
final class SipMetaDataReader {

    private SipMetaDataReader() {
    }

    /**
     * Reads.
     *
     * @param file the descriptor; null if there is none
     * @param name the descriptor's name for messages
     * @return null if this is no SIP application
     * @throws SipDeploymentException if descriptor or annotations are wrong; the message names the place and the reason
     */
    static SipApplicationMetaData read(VirtualFile file, String name, CompositeIndex index) throws SipDeploymentException {
        SipAnnotations annotations = new SipAnnotationScanner(index).scan();
        if (file == null) {
            return annotations.isEmpty() ? null : SipApplicationMetaDataMerger.merge(null, annotations);
        }
        return SipApplicationMetaDataMerger.merge(parse(file, name), annotations);
    }

    private static SipDescriptor parse(VirtualFile file, String name) throws SipDeploymentException {
        try (InputStream in = file.openStream()) {
            return SipDescriptorParser.parse(in, name);
        } catch (IOException e) {
            throw new SipDeploymentException(name + " cannot be read: " + e.getMessage(), e);
        }
    }
}
