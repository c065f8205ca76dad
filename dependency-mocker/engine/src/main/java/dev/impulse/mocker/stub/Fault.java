package dev.impulse.mocker.stub;

/// Something that goes wrong on purpose, for a share of calls.
public sealed interface Fault {

    /// The share of calls that it befalls, from 0 to 1.
    double rate();

    /// In a few words, such as `2 % answered 503`.
    String text();

    /// Another answer than the stub's. It is delayed as the stub's are.
    record ErrorAnswer(double rate, Answer answer) implements Fault {
        public ErrorAnswer {
            if (!(rate >= 0 && rate <= 1)) {
                throw new IllegalArgumentException("rate: " + rate + " (expected: from 0 to 1)");
            }
        }

        @Override
        public String text() {
            return Share.text(rate) + " " + answer.text();
        }
    }
}
