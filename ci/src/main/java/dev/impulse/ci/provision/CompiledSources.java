package dev.impulse.ci.provision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Classes of single source files, compiled once for each content: the source, what it is compiled against, and the
/// compiler.
///
/// Any thread, and any number of processes at a time: a folder appears under its name only when it is whole.
final class CompiledSources {
    private final Path cache;
    private final Path kotlin;
    private final Consumer<String> progress;

    /// @param cache a folder, made when needed
    /// @param kotlin the folder of Kotlin's compiler
    /// @param progress is told when something takes longer than people expect
    CompiledSources(Path cache, Path kotlin, Consumer<String> progress) {
        this.cache = cache;
        this.kotlin = kotlin;
        this.progress = progress;
    }

    /// Where the classes of a source file are.
    ///
    /// @throws ScenarioMistake when it is not there, is neither Java nor Kotlin, or does not compile; then with the
    ///     compiler's words
    Path compiled(Path source, List<Path> classPath) throws ScenarioMistake {
        if (!Files.isRegularFile(source)) {
            throw new ScenarioMistake("%s: no such file".formatted(source));
        }
        Compiler compiler = compiler(source);
        try {
            Path done = cache.resolve(key(compiler, source, classPath));
            if (!Files.isDirectory(done)) {
                progress.accept("compiling %s with %s".formatted(source.getFileName(), compiler.version()));
                compile(compiler, source, classPath, done);
            }
            return done;
        } catch (IOException broken) {
            throw new ScenarioMistake("%s: could not be compiled into %s: %s".formatted(source, cache, broken));
        }
    }

    private void compile(Compiler compiler, Path source, List<Path> classPath, Path done)
            throws IOException, ScenarioMistake {
        Files.createDirectories(cache);
        Path work = Files.createTempDirectory(cache, "compiling-");
        try {
            String complaints = compiler.compile(source, classPath, work);
            if (!complaints.isEmpty()) {
                throw new ScenarioMistake(complaints.stripTrailing());
            }
            Files.move(work, done, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException anotherWasFaster) {
            // The same content: its classes are as good as ours.
        } finally {
            delete(work);
        }
    }

    private Compiler compiler(Path source) throws ScenarioMistake {
        String name = source.getFileName().toString();
        if (name.endsWith(".java")) {
            return new JavaCompiler();
        }
        if (name.endsWith(".kt")) {
            return new KotlinCompiler(kotlin);
        }
        throw new ScenarioMistake("%s (expected: a .java or .kt file)".formatted(source));
    }

    private static String key(Compiler compiler, Path source, List<Path> classPath) throws IOException {
        MessageDigest digest = sha256();
        add(digest, compiler.version());
        add(digest, source.getFileName().toString());
        digest.update(Files.readAllBytes(source));
        for (Path entry : classPath) {
            addAll(digest, entry);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    /// Size and time stand for the content of what is only compiled against: reading it all would take longer than
    /// compiling.
    private static void addAll(MessageDigest digest, Path entry) throws IOException {
        if (!Files.exists(entry)) {
            return;
        }
        try (Stream<Path> files = Files.walk(entry)) {
            for (Path file : files.sorted().toList()) {
                if (Files.isRegularFile(file)) {
                    add(digest, file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
                }
            }
        }
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
