/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.sip.demo.billing.Switchboard;

/** Archives made of classes. */
class WarFileTest {
    @Test
    void aPackageGoesInAsAWholeAndWithoutOthers(@TempDir Path folder) throws Exception {
        Path file = new WarFile().addPackage(Switchboard.class).addText("WEB-INF/sip.xml", "<sip-app/>").write(folder.resolve("a/b.war"));
        try (JarFile jar = new JarFile(file.toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName)).contains("WEB-INF/sip.xml",
                    "WEB-INF/classes/org/wildfly/sip/demo/billing/Switchboard.class",
                    "WEB-INF/classes/org/wildfly/sip/demo/billing/package-info.class")
                    .allMatch(name -> name.equals("WEB-INF/sip.xml") || name.startsWith("WEB-INF/classes/org/wildfly/sip/demo/billing/"));
        }
    }
}
