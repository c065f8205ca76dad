package dev.impulse.benchmarks.soak;

import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Files written, read by two ways, listed and deleted: none of it parks, so the loop waits for the disk.
final class FileAccess implements LoadGenerator {
    private static final int SIZE = 16 * 1024;

    private final Path folder;

    FileAccess(Path folder) {
        this.folder = folder;
    }

    @Override
    public void run(Load load) throws Exception {
        var written = new byte[SIZE];
        load.random().nextBytes(written);
        var file = folder.resolve(load.number() + ".bytes");
        Files.write(file, written);
        var read = Files.readAllBytes(file);
        long length;
        try (var again = new RandomAccessFile(file.toFile(), "r")) {
            length = again.length();
            again.readFully(read);
        }
        try (var listed = Files.list(folder)) {
            load.check(listed.anyMatch(file::equals), "%s was not listed", file);
        }
        Files.delete(file);
        load.check(length == SIZE && Arrays.equals(written, read), "%s was not read as it was written", file);
    }
}
