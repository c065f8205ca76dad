package dev.impulse.mocker;

import java.util.List;

/// What came of starting mocks.
public sealed interface MockStart {

    /// They are up.
    record Up(Mock mock) implements MockStart {}

    /// Some could not listen; none is up.
    ///
    /// @param reasons for people, one for each that could not, such as `payments: port 9001 is in use by process 4711
    ///     (java -jar shop.jar)`
    record Refused(List<String> reasons) implements MockStart {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    /// The mocks.
    ///
    /// @throws IllegalStateException when they are not up
    default Mock orThrow() {
        return switch (this) {
            case Up(var mock) -> mock;
            case Refused(var reasons) -> throw new IllegalStateException(String.join("; ", reasons));
        };
    }
}
