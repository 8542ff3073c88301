/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.maven.model.resolution.UnresolvableModelException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.impl.RepositoryConnectorProvider;
import org.eclipse.aether.repository.LocalArtifactRequest;
import org.eclipse.aether.repository.LocalArtifactResult;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.LocalRepositoryManager;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.spi.connector.ArtifactDownload;
import org.eclipse.aether.spi.connector.RepositoryConnector;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryAvailabilityTest {

    private static final Artifact ARTIFACT = new DefaultArtifact("org.a:one:1");
    private static final RemoteRepository FIRST = new RemoteRepository.Builder("first", "default", "https://first.example/").build();
    private static final RemoteRepository SECOND = new RemoteRepository.Builder("second", "default", "https://second.example/").build();

    @TempDir
    Path folder;

    /** What a repository says of the artifact; one that is not in here has it. */
    private final Map<RemoteRepository, ArtifactTransferException> answers = new HashMap<>();
    private Exception pomFailure;
    private int failures = Integer.MAX_VALUE;
    private boolean local;

    @Test
    void aFileThatNoRepositoryHasIsLacking() throws IOException {
        this.answers.put(FIRST, absent(FIRST));
        this.answers.put(SECOND, absent(SECOND));

        assertThat(this.availability().lackingFiles(List.of(ARTIFACT))).containsExactly(ARTIFACT);
    }

    @Test
    void aFileThatOneRepositoryHasIsNotLacking() throws IOException {
        this.answers.put(FIRST, absent(FIRST));

        assertThat(this.availability().lackingFiles(List.of(ARTIFACT))).isEmpty();
    }

    @Test
    void aFileThatTheLocalRepositoryHasIsNotLacking() throws IOException {
        this.answers.put(FIRST, absent(FIRST));
        this.answers.put(SECOND, absent(SECOND));
        this.local = true;

        assertThat(this.availability().lackingFiles(List.of(ARTIFACT))).isEmpty();
    }

    @Test
    void aRepositoryThatIsNotReachedCountsAsOneWithoutTheFile() throws IOException {
        this.answers.put(FIRST, unreached(FIRST));
        this.answers.put(SECOND, absent(SECOND));

        assertThat(this.availability().lackingFiles(List.of(ARTIFACT))).containsExactly(ARTIFACT);
    }

    @Test
    void whereNoRepositoryIsReachedNothingIsKnown() {
        this.answers.put(FIRST, unreached(FIRST));
        this.answers.put(SECOND, unreached(SECOND));

        assertThatThrownBy(() -> this.availability().lackingFiles(List.of(ARTIFACT))).isInstanceOf(IOException.class)
                .hasRootCauseInstanceOf(UnknownHostException.class);
    }

    @Test
    void aPomThatCanBeReadLacksNothing() throws IOException {
        assertThat(this.availability().lackingPoms(List.of(ARTIFACT))).isEmpty();
    }

    @Test
    void anAbsentPomIsLacking() throws IOException {
        this.pomFailure = notResolved(unreached(FIRST), absent(SECOND));

        assertThat(this.availability().lackingPoms(List.of(ARTIFACT)))
                .containsOnly(Map.entry(ARTIFACT, new DefaultArtifact("org.a:one:pom:1")));
    }

    @Test
    void ofAPomWithoutItsParentTheParentIsLacking() throws IOException {
        this.pomFailure = withoutParent(notResolved(absent(FIRST)));

        assertThat(this.availability().lackingPoms(List.of(ARTIFACT)))
                .containsOnly(Map.entry(ARTIFACT, new DefaultArtifact("org.a:parent:pom:2")));
    }

    @Test
    void aPomThatNoRepositoryCouldBeAskedForIsAFailure() {
        this.pomFailure = notResolved(unreached(FIRST), unreached(SECOND));

        assertThatThrownBy(() -> this.availability().lackingPoms(List.of(ARTIFACT))).isInstanceOf(IOException.class);
    }

    @Test
    void aParentThatNoRepositoryCouldBeAskedForIsAFailure() {
        this.pomFailure = withoutParent(notResolved(unreached(FIRST)));

        assertThatThrownBy(() -> this.availability().lackingPoms(List.of(ARTIFACT))).isInstanceOf(IOException.class);
    }

    @Test
    void whatFailsOnceIsReadAgain() throws IOException {
        this.pomFailure = notResolved(unreached(FIRST));
        this.failures = 1;

        assertThat(this.availability().lackingPoms(List.of(ARTIFACT))).isEmpty();
    }

    private Availability availability() {
        DefaultRepositorySystemSession session = new DefaultRepositorySystemSession();
        session.setLocalRepositoryManager(proxy(LocalRepositoryManager.class,
                arguments -> new LocalArtifactResult((LocalArtifactRequest) arguments[1]).setAvailable(this.local)));
        return new RepositoryAvailability(proxy(RepositorySystem.class, arguments -> {
            if (arguments[1] instanceof LocalRepository) {
                return session.getLocalRepositoryManager();
            }
            if (this.pomFailure != null && this.failures-- > 0) {
                throw new ArtifactDescriptorException(
                        new ArtifactDescriptorResult((ArtifactDescriptorRequest) arguments[1]).addException(this.pomFailure));
            }
            return new ArtifactDescriptorResult((ArtifactDescriptorRequest) arguments[1]);
        }), proxy(RepositoryConnectorProvider.class, arguments -> this.connector((RemoteRepository) arguments[1])), session,
                List.of(FIRST, SECOND), this.folder);
    }

    private RepositoryConnector connector(RemoteRepository repository) {
        return proxy(RepositoryConnector.class, arguments -> {
            if (arguments != null) { // get, and not close
                for (Object download : (Iterable<?>) arguments[0]) {
                    ((ArtifactDownload) download).setException(this.answers.get(repository));
                }
            }
            return null;
        });
    }

    private static ArtifactTransferException absent(RemoteRepository repository) {
        return new ArtifactNotFoundException(ARTIFACT, repository);
    }

    private static ArtifactTransferException unreached(RemoteRepository repository) {
        return new ArtifactTransferException(ARTIFACT, repository, new UnknownHostException(repository.getHost()));
    }

    private static ArtifactResolutionException notResolved(Exception... failures) {
        ArtifactResult result = new ArtifactResult(new ArtifactRequest(ARTIFACT, List.of(FIRST, SECOND), null));
        List.of(failures).forEach(result::addException);
        return new ArtifactResolutionException(List.of(result));
    }

    private static UnresolvableModelException withoutParent(Exception cause) {
        return new UnresolvableModelException(cause.getMessage(), "org.a", "parent", "2", cause);
    }

    /** Answers every call of an interface alike. */
    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (self, method, arguments) -> answer.to(arguments)));
    }

    private interface Answer {
        Object to(Object[] arguments) throws Exception;
    }
}
