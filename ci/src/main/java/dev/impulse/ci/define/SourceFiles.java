package dev.impulse.ci.define;

/// Source files of users' own, which are compiled as they are: scenarios, and mocks in code.
public final class SourceFiles {
    private SourceFiles() {}

    /// Whether a path names one, by its ending.
    public static boolean isOne(String path) {
        return path.endsWith(".java") || path.endsWith(".kt");
    }
}
