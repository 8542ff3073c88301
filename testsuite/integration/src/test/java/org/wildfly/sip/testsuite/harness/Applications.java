/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.harness;

import java.nio.file.Path;
import java.util.List;

import org.wildfly.sip.demo.process.WarFile;
import org.wildfly.sip.testsuite.application.AnsweringServlet;
import org.wildfly.sip.testsuite.application.ForwardingServlet;
import org.wildfly.sip.testsuite.application.TickingServlet;

/** The applications that tests call: each is chosen by the user of the Request-URI. */
public final class Applications {
    /** Answers calls to {@code sip:answering@example.com}. */
    public static final String ANSWERING = "answering";
    /** Forwards calls to the users {@link #CALLEE} to where the Request-URI points to. */
    public static final String FORWARDING = "forwarding";
    /** Answers calls to {@code sip:ticking@example.com} and sets timers. */
    public static final String TICKING = "ticking";
    /** Answers calls to {@code sip:other@example.com}. */
    public static final String OTHER = "other";
    /** The user whose calls are forwarded. */
    public static final String CALLEE = "callee";

    private Applications() {
    }

    /** The name of an application's deployment. */
    public static String deployment(String application) {
        return application + ".war";
    }

    /** Makes the archives of all applications. */
    public static List<Path> write(Path folder) {
        return List.of(write(folder, ANSWERING, ANSWERING, AnsweringServlet.class),
                write(folder, OTHER, OTHER, AnsweringServlet.class),
                write(folder, FORWARDING, CALLEE, ForwardingServlet.class),
                write(folder, TICKING, TICKING, TickingServlet.class));
    }

    private static Path write(Path folder, String name, String user, Class<?> servlet) {
        return new WarFile().addClasses(servlet)
                .addText("WEB-INF/sip.xml", descriptor(name, user, servlet))
                .write(folder.resolve(deployment(name)));
    }

    private static String descriptor(String name, String user, Class<?> servlet) {
        String listener = servlet == TickingServlet.class
                ? "<listener><listener-class>%s</listener-class></listener>".formatted(servlet.getName())
                : "";
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <sip-app xmlns="http://www.jcp.org/xml/ns/sipservlet" version="1.1">
                    <app-name>%s</app-name>
                    <distributable/>
                    <servlet-selection>
                        <servlet-mapping>
                            <servlet-name>main</servlet-name>
                            <pattern>
                                <equal>
                                    <var>request.uri.user</var>
                                    <value>%s</value>
                                </equal>
                            </pattern>
                        </servlet-mapping>
                    </servlet-selection>
                    <servlet>
                        <servlet-name>main</servlet-name>
                        <servlet-class>%s</servlet-class>
                        <load-on-startup>1</load-on-startup>
                    </servlet>
                    %s
                </sip-app>
                """.formatted(name, user, servlet.getName(), listener);
    }
}
