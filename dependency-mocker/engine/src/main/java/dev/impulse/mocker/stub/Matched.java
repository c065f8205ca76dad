package dev.impulse.mocker.stub;

import org.jspecify.annotations.Nullable;

/// A call and the stub that answers it. For the thread that works on the call.
public record Matched(Call call, Stub stub) {

    /// What the part of the path holds that the stub's template calls so, decoded; null when there is none.
    public @Nullable String pathValue(String name) {
        return stub.request().path().value(name, call.path());
    }
}
