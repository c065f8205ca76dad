package dev.impulse.ci.publish;

import dev.impulse.generator.Result.WrittenLoadTest;
import dev.impulse.generator.report.ResultFolder;
import dev.impulse.generator.report.RunFolder;
import dev.impulse.generator.report.UnreadableResult;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The folder of one run, such as `results/shop-2026-11-21T10-12-07`: made before the run begins, since the logs of
/// what is started go there as well.
///
/// @param run the folder, held by this process
public record ResultsFolder(RunFolder run) implements Closeable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss");
    private static final String LATEST = "latest";
    private static final String HOOK = "hook-";
    private static final String LOGS = "{system,mock-*," + HOOK + "*}.log";

    /// Makes a new folder, to which `latest` beside it then leads. Runs of the same name that begin in the same second
    /// get one each.
    ///
    /// @throws IOException when it cannot be made
    static ResultsFolder create(Path under, String name, LocalDateTime now) throws IOException {
        Files.createDirectories(under);
        String base = name.replaceAll("[^\\p{L}\\p{N}._-]+", "-") + "-" + TIME.format(now);
        for (int i = 1; ; i++) {
            try {
                Path folder = Files.createDirectory(under.resolve(i == 1 ? base : base + "-" + i));
                RunFolder run = RunFolder.begin(folder);
                link(under, folder.getFileName());
                return new ResultsFolder(run);
            } catch (FileAlreadyExistsException taken) {
                // The next number.
            }
        }
    }

    /// Makes this folder, or takes one of an earlier run, whose files go.
    ///
    /// @throws IOException when it cannot be made, or written to
    static ResultsFolder at(Path path) throws IOException {
        Path written = writtenEarlier(path);
        ResultsFolder folder = new ResultsFolder(RunFolder.begin(path));
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(path, LOGS)) {
            for (Path log : logs) {
                Files.delete(log);
            }
        }
        if (written != null) {
            Files.deleteIfExists(written);
        }
        return folder;
    }

    /// The load test's file of an earlier run.
    private static @Nullable Path writtenEarlier(Path path) {
        try {
            WrittenLoadTest file = ResultFolder.read(path).loadTest();
            Path kept = file == null ? null : keptAs(path, file);
            return kept != null && Files.isRegularFile(kept, LinkOption.NOFOLLOW_LINKS) ? kept : null;
        } catch (UnreadableResult | InvalidPathException none) {
            return null;
        }
    }

    /// A relative link, so that the folders can be moved together; put in the older one's place at once. Where there
    /// are no links there is none.
    private static void link(Path under, Path folder) {
        Path latest = under.resolve(LATEST);
        Path fresh = under.resolve("." + LATEST + "-" + UUID.randomUUID());
        if (Files.exists(latest, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(latest)) {
            return; // somebody's own
        }
        try {
            Files.createSymbolicLink(fresh, folder);
            Files.move(fresh, latest, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | UnsupportedOperationException none) {
            try {
                Files.deleteIfExists(fresh);
            } catch (IOException stays) {
                // It does no harm.
            }
        }
    }

    /// Where it is.
    public Path path() {
        return run.path();
    }

    /// Where the output of a hook's command goes.
    public Path hookLog(String hook) {
        return log(HOOK + hook);
    }

    /// Where a program's output goes.
    public Path log(String program) {
        return path().resolve(program + ".log");
    }

    /// Where the load test's file is kept.
    Path keptAs(WrittenLoadTest file) {
        return keptAs(path(), file);
    }

    private static Path keptAs(Path folder, WrittenLoadTest file) {
        Path name = Path.of(file.file()).getFileName();
        return folder.resolve(ResultFolder.FILES.contains(String.valueOf(name)) ? "loadtest-" + name : "" + name);
    }

    /// Says that the run will have no result.
    ///
    /// @throws IOException when the folder cannot be written
    public void giveUp(String why) throws IOException {
        run.giveUp(why);
    }

    /// Lets go of it.
    @Override
    public void close() {
        run.close();
    }
}
