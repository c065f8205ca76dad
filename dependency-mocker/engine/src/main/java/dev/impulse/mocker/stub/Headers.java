package dev.impulse.mocker.stub;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The header fields of a request. Names are the same in any case of letters.
public interface Headers {

    /// There are none.
    Headers NONE = new Headers() {
        @Override
        public @Nullable String first(String name) {
            return null;
        }

        @Override
        public List<String> all(String name) {
            return List.of();
        }
    };

    /// The first field of that name; null when there is none.
    @Nullable
    String first(String name);

    /// All fields of that name, in order.
    List<String> all(String name);
}
