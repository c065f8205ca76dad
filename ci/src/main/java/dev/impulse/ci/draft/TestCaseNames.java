package dev.impulse.ci.draft;

import dev.impulse.ci.define.LoadTestFile;
import java.util.HashSet;
import java.util.Set;

/// Names for test cases, made of paths or of what an API calls its operations: each another one.
final class TestCaseNames {
    private static final int LONGEST = 40;

    private final Set<String> taken = new HashSet<>();

    /// A name that was not given before.
    String next(String wanted) {
        String word = wanted.replaceAll("[?#].*", "")
                .replaceAll("[^\\p{L}\\p{N}_]+", "-")
                .replaceAll("^[^\\p{L}]+|-+$", "");
        String cut = word.substring(0, Math.min(LONGEST, word.length()));
        String base = cut.isEmpty() ? "home" : LoadTestFile.isTestCaseName(cut) ? cut : "get-" + cut;
        String name = base;
        for (int number = 2; !taken.add(name); number++) {
            name = base + "-" + number;
        }
        return name;
    }

    /// A name for a path.
    static String ofPath(String path) {
        return new TestCaseNames().next(path);
    }
}
