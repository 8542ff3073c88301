/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.testsuite.harness;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.wildfly.sip.demo.process.Cluster;

/**
 * Gives tests one cluster, started once for all of them, with both nodes running at the beginning of each test, and phones of the test's own.
 * A test fails, too, if its phones saw something against the RFC.
 */
public final class ClusterExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(ClusterExtension.class);

    /** Ends the cluster after the last test. */
    private record SharedCluster(Cluster cluster) implements AutoCloseable {
        @Override
        public void close() {
            this.cluster.close();
        }
    }

    private static Cluster cluster(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE)
                .getOrComputeIfAbsent("cluster", key -> new SharedCluster(Environment.startCluster("shared")), SharedCluster.class)
                .cluster();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Cluster cluster = cluster(context);
        cluster.restore();
        String name = context.getRequiredTestClass().getSimpleName() + '.' + context.getRequiredTestMethod().getName();
        context.getStore(NAMESPACE).put("phones", new Phones(cluster.balancer().external(), Environment.folder().resolve(name)));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            System.out.println(cluster(context).logs());
        }
        try (Phones phones = context.getStore(NAMESPACE).get("phones", Phones.class)) {
            if (context.getExecutionException().isEmpty()) {
                phones.assertNoViolations();
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cluster.class || parameter.getParameter().getType() == Phones.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cluster.class ? cluster(context) : context.getStore(NAMESPACE).get("phones");
    }
}
