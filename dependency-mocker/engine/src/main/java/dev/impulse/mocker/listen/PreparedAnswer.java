package dev.impulse.mocker.listen;

import dev.impulse.mocker.stub.Answer;
import dev.impulse.mocker.stub.HeaderField;
import dev.impulse.mocker.stub.Reply;
import dev.impulse.wire.http.EncodedAnswer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer, encoded beforehand where it is always the same. Immutable; any thread.
///
/// @param encoded null when it is made for each call
record PreparedAnswer(Answer answer, @Nullable EncodedAnswer encoded) {

    static PreparedAnswer of(Answer answer) {
        return new PreparedAnswer(answer, answer instanceof Answer.Constant constant ? encode(constant.reply()) : null);
    }

    static EncodedAnswer encode(Reply reply) {
        return EncodedAnswer.of(
                reply.status(),
                reply.headers().stream().map(PreparedAnswer::entry).toList(),
                reply.body());
    }

    private static Map.Entry<String, String> entry(HeaderField field) {
        return Map.entry(field.name(), field.value());
    }
}
