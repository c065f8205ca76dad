package dev.impulse.mocker.answer;

import dev.impulse.mocker.stub.Answer;
import dev.impulse.mocker.stub.Matched;
import dev.impulse.mocker.stub.Reply;

/// Makes answers. Any thread.
public final class Replies {

    private Replies() {}

    /// Whether the answer must not be made on an event loop.
    public static boolean mayBlock(Answer answer) {
        return switch (answer) {
            case Answer.Constant constant -> false;
            case Answer.Templated templated -> false;
            case Answer.ByCode code -> true;
        };
    }

    /// The answer to a call.
    ///
    /// @throws Exception what the code of an answer throws; no other answer throws anything
    public static Reply of(Answer answer, Matched matched) throws Exception {
        return switch (answer) {
            case Answer.Constant constant -> constant.reply();
            case Answer.Templated templated -> Rendering.of(templated.template(), matched);
            case Answer.ByCode code -> code.code().reply(matched);
        };
    }
}
