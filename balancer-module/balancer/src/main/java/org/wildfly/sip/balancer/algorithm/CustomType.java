/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

import org.wildfly.sip.balancer.config.AlgorithmConfiguration;
import org.wildfly.sip.balancer.config.SettingException;

/**
 * The class of an algorithm that is not in this software. A jar is copied first, so that it can be replaced while its classes are used.
 */
final class CustomType implements AutoCloseable {
    private final String name;
    private final Path jar;
    private final Stamp stamp;
    private final Path copy;
    private final URLClassLoader loader;
    private final Class<? extends BalancerAlgorithm> type;

    private CustomType(AlgorithmConfiguration configuration) throws IOException {
        this.name = configuration.className();
        this.jar = configuration.jar();
        this.stamp = stamp(this.jar);
        this.copy = this.jar == null ? null : copy(this.jar);
        this.loader = this.copy == null ? null : new URLClassLoader(new URL[]{this.copy.toUri().toURL()}, own());
        boolean complete = false;
        try {
            this.type = type();
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    /**
     * Loads the class.
     *
     * @throws IOException if that is not possible; its message says why
     */
    static CustomType load(AlgorithmConfiguration configuration) throws IOException {
        return new CustomType(configuration);
    }

    private Class<? extends BalancerAlgorithm> type() throws IOException {
        try {
            return Class.forName(this.name, true, this.loader == null ? own() : this.loader).asSubclass(BalancerAlgorithm.class);
        } catch (ClassNotFoundException e) {
            throw problem(" is not on the class path; name the jar that has it with algorithmJar", e);
        } catch (ClassCastException e) {
            throw problem(" is no " + BalancerAlgorithm.class.getName(), e);
        } catch (LinkageError e) {
            throw failed(e);
        }
    }

    /** True if a configuration names this class, and the jar that has it has not been replaced. */
    boolean isThatOf(AlgorithmConfiguration configuration) throws IOException {
        return this.name.equals(configuration.className()) && (this.jar == null
                ? configuration.jar() == null
                : this.jar.equals(configuration.jar()) && this.stamp.equals(stamp(this.jar)));
    }

    /**
     * Makes an algorithm.
     *
     * @throws IOException if that is not possible; its message says why
     */
    BalancerAlgorithm create(AlgorithmContext context) throws IOException {
        try {
            return this.type.getConstructor(AlgorithmContext.class).newInstance(context);
        } catch (NoSuchMethodException e) {
            throw problem(" has no public constructor that takes an AlgorithmContext", e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw failed(e);
        }
    }

    private IOException failed(Throwable e) {
        return problem(" cannot be made: " + (e.getCause() == null ? e : e.getCause()), e);
    }

    private IOException problem(String text, Throwable cause) {
        return new SettingException("algorithmClass", "algorithmClass=" + this.name + text, cause);
    }

    private static ClassLoader own() {
        return BalancerAlgorithm.class.getClassLoader();
    }

    private static Path copy(Path jar) throws IOException {
        Path copy = Files.createTempFile("sip-balancer-algorithm", ".jar");
        copy.toFile().deleteOnExit();
        return Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Stamp stamp(Path jar) throws IOException {
        if (jar == null) {
            return null;
        }
        BasicFileAttributes attributes = Files.readAttributes(jar, BasicFileAttributes.class);
        return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }

    @Override
    public void close() {
        try {
            if (this.loader != null) {
                this.loader.close();
                Files.deleteIfExists(this.copy);
            }
        } catch (IOException e) {
            AlgorithmLogger.LOGGER.closeFailed(this.name, e);
        }
    }

    private record Stamp(FileTime modified, long size, Object key) {
    }
}
