package dev.impulse.generator.send;

/// Says of a wait that it was given up because it would have held up its own loop forever.
final class Stranded {
    private Stranded() {}

    /// @param what was waited for, such as `an answer`
    static String reason(String what) {
        return "waits for " + what
                + " inside a class initialiser or native code, where its thread cannot leave the event"
                + " loop that is to bring it (expected: a wait outside of these, or threads: own for the test case)";
    }
}
