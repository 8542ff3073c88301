/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.balancer.algorithm;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

import org.wildfly.sip.balancer.config.SettingException;

/**
 * Makes an algorithm that is not in this software.
 */
final class CustomAlgorithm {

    private CustomAlgorithm() {
    }

    /**
     * Makes one.
     *
     * @throws IOException if that is not possible; its message says why
     */
    static BalancerAlgorithm create(AlgorithmContext context) throws IOException {
        String name = context.configuration().className();
        try {
            Class<?> type = Class.forName(name, true, loader(context.configuration().jar()));
            return type.asSubclass(BalancerAlgorithm.class).getConstructor(AlgorithmContext.class).newInstance(context);
        } catch (ClassNotFoundException e) {
            throw problem(name, " is not on the class path; name the jar that has it with algorithmJar", e);
        } catch (NoSuchMethodException e) {
            throw problem(name, " has no public constructor that takes an AlgorithmContext", e);
        } catch (ClassCastException e) {
            throw problem(name, " is no " + BalancerAlgorithm.class.getName(), e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw problem(name, " cannot be made: " + (e.getCause() == null ? e : e.getCause()), e);
        }
    }

    private static IOException problem(String name, String text, Throwable cause) {
        return new SettingException("algorithmClass", "algorithmClass=" + name + text, cause);
    }

    /** The loader of a jar, which stays open as long as the balancer runs. */
    private static ClassLoader loader(Path jar) throws MalformedURLException {
        ClassLoader own = BalancerAlgorithm.class.getClassLoader();
        return jar == null ? own : new URLClassLoader(new URL[]{jar.toUri().toURL()}, own);
    }
}
