package dev.impulse.mocker.stub;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which paths a stub is for.
public sealed interface PathPattern permits ExactPath, PathTemplate {

    /// Whether a path, in the form of [Call#path()], is one of them.
    boolean matches(String path);

    /// What the part of a matching path holds that is called so, decoded; null when none is.
    @Nullable
    String value(String name, String path);

    /// The names of its parts that may differ.
    List<String> names();

    /// As it is written.
    String text();
}
