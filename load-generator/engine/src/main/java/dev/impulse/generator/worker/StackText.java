package dev.impulse.generator.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A stack in a line: where it is, and which of the user's code brought it there.
final class StackText {
    private static final int CALLERS_SHOWN = 3;

    private StackText() {}

    /// @param stack innermost first
    static String of(List<StackTraceElement> stack) {
        if (stack.isEmpty()) {
            return "no stack";
        }
        var shown = new ArrayList<StackTraceElement>();
        shown.add(stack.getFirst());
        stack.stream()
                .skip(1)
                .filter(frame -> !isJdk(frame))
                .limit(CALLERS_SHOWN)
                .forEach(shown::add);
        return shown.stream().map(StackTraceElement::toString).collect(Collectors.joining(" < "));
    }

    private static boolean isJdk(StackTraceElement frame) {
        var module = frame.getModuleName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }
}
