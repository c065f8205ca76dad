package dev.impulse.generator.report;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Holds a folder for the run that writes into it: the system lets go of it when the process ends, in whatever way. Not
/// to be asked for by the process that holds it.
final class RunLock implements Closeable {
    private static final String FILE = "run.lock";

    private final Path file;
    private final FileChannel channel;

    private RunLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// @throws FolderTaken when another run holds it
    static RunLock take(Path folder) throws IOException {
        var file = folder.resolve(FILE);
        while (true) {
            var key = made(file);
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (!takes(channel, false)) {
                    throw new FolderTaken(folder);
                }
                // Whoever had it before may have taken the file away meanwhile. Not to be found out by reading it: to
                // close a file lets go of its lock.
                if (Files.exists(file) && Objects.equals(key, key(file))) {
                    return new RunLock(file, channel);
                }
                channel.close();
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        }
    }

    private static @Nullable Object made(Path file) throws IOException {
        if (!Files.exists(file)) {
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .close();
        }
        return key(file);
    }

    /// What tells a file apart from another one of the same name.
    private static @Nullable Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /// Whether a run that lives holds it.
    static boolean isTaken(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.READ)) {
            return !takes(channel, true);
        } catch (NoSuchFileException none) {
            return false;
        }
    }

    private static boolean takes(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared) != null;
        } catch (OverlappingFileLockException ours) {
            return false; // by another run of this process
        }
    }

    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            // It does no harm: nobody holds it.
        }
    }
}
