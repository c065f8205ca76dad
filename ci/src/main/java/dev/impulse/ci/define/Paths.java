package dev.impulse.ci.define;

import dev.impulse.schema.Nearest;
import dev.impulse.schema.Value;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Paths in a load test's file, which are relative to the folder of the file in which they are written.
final class Paths {

    private static final int MOST_NEIGHBOURS = 1_000;

    private Paths() {}

    /// The folder of the file in which a value is written.
    static Path folder(Value value) {
        Path file = Path.of(value.place().file()).toAbsolutePath().normalize();
        Path folder = file.getParent();
        return folder == null ? file : folder;
    }

    static @Nullable Path in(Value value, String expected) {
        String text = value.text(expected);
        if (text == null) {
            return null;
        }
        try {
            return folder(value).resolve(text).normalize();
        } catch (InvalidPathException e) {
            value.refuse(expected);
            return null;
        }
    }

    /// Tells that nothing is there, with the neighbour that was probably meant.
    static void refuseAbsent(Path path, Value value, String kind) {
        Path name = path.getFileName();
        String nearest = name == null ? null : Nearest.of(name.toString(), neighbours(path));
        String what = (Files.exists(path) ? "not a " : "no such ") + kind + " as " + path;
        value.refuse(
                what,
                nearest == null || Files.exists(path)
                        ? "a " + kind + " that is there"
                        : "did you mean " + nearest + "?");
    }

    private static List<String> neighbours(Path path) {
        List<String> names = new ArrayList<>();
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return names;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                names.add(String.valueOf(file.getFileName()));
                if (names.size() == MOST_NEIGHBOURS) {
                    break;
                }
            }
        } catch (IOException e) {
            // A guess is all that is lost.
            return List.of();
        }
        names.sort(null);
        return names;
    }
}
