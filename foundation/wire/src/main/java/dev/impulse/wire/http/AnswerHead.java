package dev.impulse.wire.http;

/// The head of an answer, and its trailers once the answer is whole.
///
/// Whoever made it hands it to [AnswerParser#expect], and may hand it over again when its answer is no longer needed.
/// For one thread at a time.
public final class AnswerHead extends Head {

    int status;

    /// Makes an empty one.
    public AnswerHead() {}

    /// The status code, from 200 to 999; what is above 599 counts as a server's error (RFC 9110, section 15).
    public int status() {
        return status;
    }

    /// The reason behind the status, such as `Not Found`; often empty.
    public String reason() {
        int from = Math.min(13, fieldsStart);
        int to = fieldsStart;
        while (to > from && (bytes[to - 1] == '\n' || bytes[to - 1] == '\r')) {
            to--;
        }
        return text(from, to);
    }

    /// A copy that stays as it is, of its own bytes.
    public AnswerHead copy() {
        AnswerHead copy = new AnswerHead();
        copyTo(copy);
        copy.status = status;
        return copy;
    }

    @Override
    void reset() {
        super.reset();
        status = 0;
    }
}
