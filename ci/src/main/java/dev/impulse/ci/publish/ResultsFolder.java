package dev.impulse.ci.publish;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/// The folder of one run, such as `results/shop-2026-11-21T10-12-07`: made before the run begins, since the logs of
/// what is started go there as well.
public record ResultsFolder(Path path) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss");

    /// Makes a new folder. Runs of the same name that begin in the same second get one each.
    ///
    /// @throws IOException when it cannot be made
    public static ResultsFolder create(Path under, String name, LocalDateTime now) throws IOException {
        Files.createDirectories(under);
        String base = name.replaceAll("[^\\p{L}\\p{N}._-]+", "-") + "-" + TIME.format(now);
        for (int i = 1; ; i++) {
            try {
                return new ResultsFolder(Files.createDirectory(under.resolve(i == 1 ? base : base + "-" + i)));
            } catch (FileAlreadyExistsException taken) {
                // The next number.
            }
        }
    }

    /// Where a program's output goes.
    public Path log(String program) {
        return path.resolve(program + ".log");
    }
}
