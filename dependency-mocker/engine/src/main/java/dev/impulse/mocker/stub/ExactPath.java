package dev.impulse.mocker.stub;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One path.
///
/// @param text as it is written
/// @param path in the form in which paths are compared
public record ExactPath(String text, String path) implements PathPattern {

    /// @param text begins with a `/`
    public static ExactPath of(String text) {
        return new ExactPath(text, PathForm.of(text));
    }

    @Override
    public boolean matches(String path) {
        return this.path.equals(path);
    }

    @Override
    public @Nullable String value(String name, String path) {
        return null;
    }

    @Override
    public List<String> names() {
        return List.of();
    }
}
