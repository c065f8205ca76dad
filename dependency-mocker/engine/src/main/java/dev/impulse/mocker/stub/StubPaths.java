package dev.impulse.mocker.stub;

import dev.impulse.schema.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Files that a file of stubs names, relative to its own folder.
final class StubPaths {

    private static final int LONGEST = 64 * 1024 * 1024;
    private static final String EXPECTED = "the path of a file, relative to this one";

    private StubPaths() {}

    /// The file; null after a mistake, which one that is not there is too.
    static @Nullable Path file(Value value) {
        String text = value.text(EXPECTED);
        if (text == null) {
            return null;
        }
        try {
            Path file = beside(Path.of(value.place().file()), text);
            if (Files.isRegularFile(file)) {
                return file;
            }
            value.refuse((Files.exists(file) ? "not a file: " : "no such file as ") + file, EXPECTED);
        } catch (InvalidPathException e) {
            value.refuse(EXPECTED);
        }
        return null;
    }

    /// What a text in a file names.
    static Path beside(Path file, String text) {
        return file.toAbsolutePath().resolveSibling(text).normalize();
    }

    /// What is in it; null after a mistake.
    static byte @Nullable [] bytes(Value value) {
        Path file = file(value);
        if (file == null) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length <= LONGEST) {
                return bytes;
            }
            value.refuse("too long a file", "at most 64 MB");
        } catch (IOException e) {
            value.refuse("cannot be read: " + e.getMessage(), "a file");
        }
        return null;
    }
}
