/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.artifacts;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.eclipse.aether.artifact.Artifact;

/** Tells what is lacking of a set of artifacts. */
interface Availability {

    /**
     * Finds the poms that keep artifacts from being used as dependencies: their own, or one that it inherits from or imports.
     *
     * @param artifacts the artifacts, not null
     * @return the first such pom for each artifact that has one
     * @throws IOException if it could not be found out
     */
    Map<Artifact, Artifact> lackingPoms(Collection<Artifact> artifacts) throws IOException;

    /**
     * Finds the artifacts whose file cannot be had.
     *
     * @param artifacts the artifacts, not null
     * @return those without a file
     * @throws IOException if it could not be found out
     */
    List<Artifact> lackingFiles(Collection<Artifact> artifacts) throws IOException;
}
