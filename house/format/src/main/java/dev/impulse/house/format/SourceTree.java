package dev.impulse.house.format;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The Java files below a folder, without what is built, fetched or hidden.
///
/// @param root the folder
public record SourceTree(Path root) {

    private static final Set<String> NOT_OURS = Set.of("target", "build", "node_modules", "results");

    public SourceTree {
        root = root.toAbsolutePath().normalize();
    }

    /// A file that is not as the formatter would write it.
    public sealed interface Unformatted {

        /// What to tell people.
        String text();

        /// Java, formatted otherwise.
        ///
        /// @param place the file's path from the root
        record Differs(Path file, Path place, int line, String formatted) implements Unformatted {

            @Override
            public String text() {
                return place + ":" + line + ": is not formatted";
            }

            /// Writes the file as it should be.
            public void rewrite() throws IOException {
                Files.writeString(file, formatted);
            }
        }

        /// Not Java, or Java that the formatter does not know.
        record Unreadable(String text) implements Unformatted {}
    }

    /// Formats every file in memory, and returns those that are not formatted, in the order of their paths.
    public List<Unformatted> unformatted() throws IOException {
        var found = new ArrayList<Unformatted>();
        for (Path file : javaFiles()) {
            var source = Files.readString(file);
            var place = root.relativize(file);
            switch (JavaFormat.format(source)) {
                case JavaFormat.Outcome.Formatted(var text) when text.equals(source) -> {}
                case JavaFormat.Outcome.Formatted(var text) ->
                    found.add(new Unformatted.Differs(file, place, firstDifference(source, text), text));
                case JavaFormat.Outcome.Refused(var line, var column, var reason) ->
                    found.add(new Unformatted.Unreadable(place + ":" + line + ":" + column + ": " + reason));
            }
        }
        return found;
    }

    /// The files, sorted.
    public List<Path> javaFiles() throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                var name = folder.equals(root) ? "" : folder.getFileName().toString();
                // A package may bear one of these names: sources are below src, what is built is beside it.
                boolean inSources = root.relativize(folder).toString().contains("src");
                boolean skipped = name.startsWith(".") || (NOT_OURS.contains(name) && !inSources);
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return files;
    }

    private static int firstDifference(String actual, String expected) {
        var ours = actual.lines().toList();
        var theirs = expected.lines().toList();
        int line = 0;
        while (line < ours.size() && line < theirs.size() && ours.get(line).equals(theirs.get(line))) {
            line++;
        }
        return line + 1;
    }
}
