/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.container.routing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import javax.servlet.sip.ar.SipApplicationRouterInfo;

/**
 * The default application router (JSR 289 appendix C): routes by the rules of a file, and, if it has none, every request from the network
 * through all applications in the order of their names. A file without rules gives no request to any application. The file is read when
 * the router is initialized, and again, if it has changed, whenever an application is deployed or undeployed.
 */
public final class DefaultApplicationRouter implements ApplicationRouter {
    private final Path file;
    private volatile RoutingRules rules = new NameOrderRules();
    private volatile SortedSet<String> deployed = Collections.emptySortedSet();
    private FileState fileState;

    private record FileState(FileTime modified, long size) {
    }

    /** @param file a DAR properties file; null for none */
    public DefaultApplicationRouter(Path file) {
        this.file = file;
    }

    /** @throws ApplicationRouterException if the file cannot be read or is wrong; its message has all problems with their places */
    @Override
    public synchronized void init() {
        if (this.file != null) {
            this.read();
        }
    }

    /**
     * Takes its rules from properties and not from the file.
     *
     * @throws ApplicationRouterException if they are wrong
     */
    @Override
    public synchronized void init(Properties properties) {
        this.rules = new DarParser("the properties").parse(PositionedProperty.of(properties));
    }

    @Override
    public synchronized void applicationDeployed(List<String> names) {
        TreeSet<String> now = new TreeSet<>(this.deployed);
        now.addAll(names);
        this.deployed = Collections.unmodifiableSortedSet(now);
        this.readAgain();
    }

    @Override
    public synchronized void applicationUndeployed(List<String> names) {
        TreeSet<String> now = new TreeSet<>(this.deployed);
        names.forEach(now::remove);
        this.deployed = Collections.unmodifiableSortedSet(now);
        this.readAgain();
    }

    @Override
    public SipApplicationRouterInfo getNextApplication(RoutingRequest request) {
        Set<String> applications = this.deployed;
        return this.rules.next(request, applications);
    }

    @Override
    public void destroy() {
        this.deployed = Collections.emptySortedSet();
    }

    private void readAgain() {
        if (this.fileState == null) {
            return;
        }
        try {
            if (!this.fileState.equals(this.currentState())) {
                this.read();
            }
        } catch (ApplicationRouterException e) {
            RoutingLogger.LOGGER.rulesNotRead(this.file, e.getMessage());
        } catch (IOException e) {
            RoutingLogger.LOGGER.rulesNotRead(this.file, e.toString());
        }
    }

    private void read() {
        try {
            // before the content, so that a change in between is seen the next time; and also of a wrong file, so that it is reported once
            this.fileState = this.currentState();
            String text = new String(Files.readAllBytes(this.file), StandardCharsets.UTF_8);
            this.rules = new DarParser(this.file.toString()).parse(new PropertiesReader(text).read());
        } catch (IOException e) {
            throw new ApplicationRouterException("The application router's file " + this.file + " cannot be read: " + e
                    + ". Correct the path or the file's permissions.", e);
        }
        RoutingLogger.LOGGER.rulesRead(this.file);
    }

    private FileState currentState() throws IOException {
        return new FileState(Files.getLastModifiedTime(this.file), Files.size(this.file));
    }
}
