package dev.impulse.generator.sample;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Finds the user's code in stacks.
public final class UserFrames {
    private static final int SHOWN = 8;

    /// What a scenario stands on.
    private static final List<String> NOT_THE_USERS = List.of(
            "dev.impulse.load.",
            "dev.impulse.generator.",
            "dev.impulse.wire.",
            "dev.impulse.ci.",
            "kotlin.",
            "kotlinx.");

    private UserFrames() {}

    /// Those of this thread, innermost first.
    public static List<StackTraceElement> here() {
        return StackWalker.getInstance().walk(frames -> users(frames.map(StackWalker.StackFrame::toStackTraceElement)));
    }

    /// Those of what was thrown, innermost first.
    public static List<StackTraceElement> of(Throwable thrown) {
        return users(Arrays.stream(thrown.getStackTrace()));
    }

    private static List<StackTraceElement> users(Stream<StackTraceElement> frames) {
        return frames.filter(UserFrames::isUsers).limit(SHOWN).toList();
    }

    private static boolean isUsers(StackTraceElement frame) {
        var module = frame.getModuleName();
        boolean jdk = module != null && (module.startsWith("java.") || module.startsWith("jdk."));
        return !jdk && NOT_THE_USERS.stream().noneMatch(frame.getClassName()::startsWith);
    }

    /// As people read it: `Checkout.run(Checkout.java:31)`.
    static String text(StackTraceElement frame) {
        var line = frame.getLineNumber() > 0 ? ":" + frame.getLineNumber() : "";
        var file = frame.getFileName() == null ? "no source" : frame.getFileName() + line;
        return frame.getClassName() + "." + frame.getMethodName() + "(" + file + ")";
    }
}
