/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.wildfly.sip.artifacts;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that is there as a whole or not at all: it is filled under another name, and gets its own by one rename. It counts as there when
 * it has its last file; an empty one may come from Maven, which makes the folder of a file repository when it looks into it. Processes that
 * want to fill it at the same time wait for each other.
 */
final class AtomicFolder {

    /** Fills a folder. */
    interface Content {
        /**
         * Fills a folder.
         *
         * @param folder the empty folder, which shall have the last file in the end
         * @throws IOException if it cannot be filled; the folder does not count as there then
         */
        void writeTo(Path folder) throws IOException;
    }

    private final Path path;
    private final Path lastFile;

    /**
     * Names a folder.
     *
     * @param path where it is, or is to be; not null
     * @param lastFile the name of the file in it that tells that it is there
     */
    AtomicFolder(Path path, String lastFile) {
        this.path = path.toAbsolutePath();
        this.lastFile = this.path.resolve(lastFile);
    }

    /**
     * Tells if the folder is there.
     *
     * @return true if it has been filled
     */
    boolean exists() {
        return Files.exists(this.lastFile);
    }

    /**
     * Fills the folder, unless it is there or another process fills it just now.
     *
     * @param content what it shall have
     * @throws IOException if it cannot be filled
     */
    void create(Content content) throws IOException {
        // a lock on a file is the process's: the threads of a parallel build need one of their own
        synchronized (AtomicFolder.class) {
            Files.createDirectories(this.path.getParent());
            try (FileChannel channel = FileChannel.open(this.sibling(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !this.exists()) {
                    this.fill(content);
                }
            }
        }
    }

    private void fill(Content content) throws IOException {
        Path part = this.sibling(".part");
        delete(part); // left by a process that was interrupted
        Files.createDirectory(part);
        content.writeTo(part);
        delete(this.path);
        Files.move(part, this.path, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path sibling(String suffix) {
        return this.path.resolveSibling(this.path.getFileName() + suffix);
    }

    /**
     * Deletes a folder with all that is in it.
     *
     * @param tree the folder, which need not be there
     * @throws IOException if it cannot be deleted
     */
    static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            List<Path> paths;
            try (Stream<Path> walk = Files.walk(tree)) {
                paths = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : paths) {
                Files.delete(path);
            }
        }
    }
}
