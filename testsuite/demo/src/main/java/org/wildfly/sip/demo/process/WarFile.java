/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.demo.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes a WAR of classes that are on this JVM's class path. */
public final class WarFile {
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    /** Adds all classes of a package, its {@code package-info} among them; no sub-packages. */
    public WarFile addPackage(Class<?> member) {
        String folder = member.getPackageName().replace('.', '/') + '/';
        classFiles(member, folder).forEach(name -> this.addClassFile(member.getClassLoader(), folder + name));
        return this;
    }

    /** Adds classes, without their nested ones. */
    public WarFile addClasses(Class<?>... classes) {
        for (Class<?> type : classes) {
            this.addClassFile(type.getClassLoader(), type.getName().replace('.', '/') + ".class");
        }
        return this;
    }

    /** Adds a text file. */
    public WarFile addText(String path, String text) {
        this.entries.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private void addClassFile(ClassLoader loader, String name) {
        try (InputStream stream = loader.getResourceAsStream(name)) {
            this.entries.put("WEB-INF/classes/" + name, stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> classFiles(Class<?> member, String folder) {
        URL location = member.getProtectionDomain().getCodeSource().getLocation();
        try {
            Path path = Path.of(location.toURI());
            if (Files.isDirectory(path)) {
                try (Stream<Path> files = Files.list(path.resolve(folder))) {
                    return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".class")).toList();
                }
            }
            try (JarFile jar = new JarFile(path.toFile())) {
                return jar.stream().map(ZipEntry::getName).filter(name -> name.startsWith(folder) && name.endsWith(".class"))
                        .map(name -> name.substring(folder.length())).filter(name -> name.indexOf('/') < 0).toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes it. @return the file */
    public Path write(Path file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : this.entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
            zip.finish();
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
