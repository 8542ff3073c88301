/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.ha.infinispan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.infinispan.configuration.cache.Configuration;
import org.infinispan.partitionhandling.PartitionHandling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreBuilderTest {
    @TempDir
    private Path folder;

    @Test
    void withoutSettingsTheStoreIsClusteredAndKeepsServingInParts() throws IOException {
        TestCluster cluster = new TestCluster(1);
        System.setProperty("jgroups.bind.port", Integer.toString(cluster.port(0)));
        try (EmbeddedStore store = EmbeddedStore.builder("n1").clusterName(cluster.name()).build()) {
            store.start();

            assertThat(store.isShared()).isTrue();
            assertThat(store.nodes()).containsExactly("n1");
            Configuration cache = configuration(store);
            assertThat(cache.clustering().hash().numOwners()).isEqualTo(2);
            assertThat(cache.clustering().partitionHandling().whenSplit()).isEqualTo(PartitionHandling.ALLOW_READ_WRITES);
            assertThat(cache.clustering().partitionHandling().mergePolicy()).isInstanceOf(StoreMergePolicy.class);
            assertThat(cache.transaction().transactionMode().isTransactional()).isFalse();
        }
    }

    @Test
    void aFileGivesTheCacheAndTheStoreCorrectsWhatCallsNeed() throws IOException {
        Path file = Files.writeString(this.folder.resolve("infinispan.xml"), """
                <infinispan>
                    <cache-container>
                        <local-cache name="sip"><transaction mode="BATCH"/><memory max-count="1000"/></local-cache>
                    </cache-container>
                </infinispan>
                """);
        try (EmbeddedStore store = EmbeddedStore.builder("n1").configuration(file).build()) {
            store.start();

            assertThat(store.isShared()).isFalse();
            assertThat(store.localNode()).isEqualTo("n1");
            assertThat(configuration(store).memory().maxCount()).isEqualTo(1000);
            assertThat(configuration(store).transaction().transactionMode().isTransactional()).isFalse();
        }
    }

    @Test
    void aFileThatIsMissingIsAnError() {
        EmbeddedStoreBuilder builder = EmbeddedStore.builder("n1").configuration(this.folder.resolve("missing.xml"));

        assertThatThrownBy(builder::build).isInstanceOf(IOException.class);
    }

    private static Configuration configuration(EmbeddedStore store) {
        return store.manager().getCacheConfiguration(EmbeddedStoreBuilder.DEFAULT_CACHE_NAME);
    }
}
