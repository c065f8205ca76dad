package dev.impulse.generator.send;

import dev.impulse.load.ErrorKind;

/// Puts together why something failed.
final class Reasons {
    private Reasons() {}

    /// Why something that was thrown made a trigger or a measured call fail.
    static String of(ErrorKind kind, Throwable thrown) {
        var message = thrown.getMessage();
        return kind == ErrorKind.EXCEPTION ? thrown.toString() : message == null ? kind.text() : message;
    }

    /// Why a status is wrong.
    static String status(int status, int... expected) {
        var reason = new StringBuilder("status ").append(status).append(" (expected: ");
        for (int index = 0; index < expected.length; index++) {
            reason.append(index == 0 ? "" : " or ").append(expected[index]);
        }
        return reason.append(')').toString();
    }

    /// @param reason taken as it is when there are no values: it may hold a percent sign then
    @SuppressWarnings("AnnotateFormatMethod") // the annotation would come onto users' class paths
    static String text(String reason, Object... values) {
        return values.length == 0 ? reason : String.format(reason, values);
    }
}
