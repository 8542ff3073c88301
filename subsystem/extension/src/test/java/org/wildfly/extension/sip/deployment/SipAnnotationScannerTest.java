/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.extension.sip.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.annotation.SipApplicationKey;
import javax.servlet.sip.annotation.SipListener;
import javax.servlet.sip.annotation.SipServlet;

import org.jboss.as.server.deployment.annotation.CompositeIndex;
import org.jboss.jandex.Indexer;
import org.junit.jupiter.api.Test;
import org.wildfly.sip.container.metadata.AnnotatedApplicationKey;
import org.wildfly.sip.container.metadata.AnnotatedListener;
import org.wildfly.sip.container.metadata.AnnotatedServlet;
import org.wildfly.sip.container.metadata.SipAnnotations;

class SipAnnotationScannerTest {

    @SipServlet
    static class Defaults extends javax.servlet.sip.SipServlet {
        private static final long serialVersionUID = 1L;
    }

    @SipServlet(name = "explicit", applicationName = "application", loadOnStartup = 7)
    static class Explicit extends javax.servlet.sip.SipServlet {
        private static final long serialVersionUID = 1L;
    }

    @SipListener(applicationName = "application")
    static class Listener {
    }

    static class Keys {
        @SipApplicationKey
        public static String key(SipServletRequest request) {
            return request.getCallId();
        }
    }

    @Test
    void annotationsAreFoundWithTheirDefaultsAndInAnOrder() throws IOException {
        SipAnnotations annotations = new SipAnnotationScanner(index(Explicit.class, Keys.class, Listener.class, Defaults.class)).scan();

        assertThat(annotations.servlets()).containsExactly(
                new AnnotatedServlet(Defaults.class.getName(), "", "", -1),
                new AnnotatedServlet(Explicit.class.getName(), "explicit", "application", 7));
        assertThat(annotations.listeners()).containsExactly(new AnnotatedListener(Listener.class.getName(), "application"));
        assertThat(annotations.applicationKeys()).containsExactly(new AnnotatedApplicationKey(Keys.class.getName(), "key", ""));
        assertThat(annotations.applications()).isEmpty();
    }

    @Test
    void classesWithoutThemAreNoSipApplication() throws IOException {
        assertThat(new SipAnnotationScanner(index(String.class)).scan().isEmpty()).isTrue();
    }

    private static CompositeIndex index(Class<?>... types) throws IOException {
        Indexer indexer = new Indexer();
        for (Class<?> type : types) {
            try (InputStream in = type.getResourceAsStream(type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class")) {
                indexer.index(in);
            }
        }
        return new CompositeIndex(List.of(indexer.complete()));
    }
}
