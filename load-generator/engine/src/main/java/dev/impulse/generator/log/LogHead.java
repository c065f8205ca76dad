package dev.impulse.generator.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the comments at the top of a file say of it, for people and for [LoggedSeries].
///
/// @param request empty where the file is of triggers
record LogHead(String loadTest, String phase, String testCase, String request) {
    private static final String OTHERS = "all others";

    static LogHead of(String loadTest, LogFile file) {
        var request = file.request();
        return new LogHead(
                loadTest,
                file.phase(),
                file.testCase(),
                request == null ? "" : request.equals(LogFile.SHARED) ? OTHERS : request);
    }

    /// Each without its `#`.
    List<String> comments() {
        var comments = new ArrayList<String>();
        comments.add(comment("LoadTest", loadTest));
        comments.add(comment("Phase", phase));
        comments.add(comment("TestCase", testCase));
        if (!request.isEmpty()) {
            comments.add(comment("Request", request));
        }
        comments.add("[Values are nanoseconds, maxima milliseconds. Without a tag: response times of all that ended,"
                + " failed ones among them. With a tag: other times, or a part of those.]");
        return comments;
    }

    /// Reads it from a file's lines.
    ///
    /// @return null when they do not say of what they are
    static @Nullable LogHead read(Iterable<String> lines) {
        var found = new java.util.HashMap<String, String>();
        for (var line : lines) {
            int colon = line.indexOf(": ");
            if (line.startsWith("#[") && line.endsWith("]") && colon > 0) {
                found.putIfAbsent(line.substring(2, colon), line.substring(colon + 2, line.length() - 1));
            }
        }
        return found.keySet().containsAll(List.of("LoadTest", "Phase", "TestCase")) ? of(found) : null;
    }

    private static LogHead of(Map<String, String> found) {
        return new LogHead(
                found.getOrDefault("LoadTest", ""),
                found.getOrDefault("Phase", ""),
                found.getOrDefault("TestCase", ""),
                found.getOrDefault("Request", ""));
    }

    /// On one line, whatever is in it.
    private static String comment(String what, String name) {
        return "[" + what + ": " + name.replaceAll("[\\p{Cntrl}\\x{2028}\\x{2029}]", " ") + "]";
    }
}
