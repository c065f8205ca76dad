package dev.impulse.mocker.listen;

import dev.impulse.mocker.stub.Headers;
import dev.impulse.wire.http.RequestHead;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The header fields of a request, looked up in its bytes.
record Fields(RequestHead head) implements Headers {

    @Override
    public @Nullable String first(String name) {
        return head.first(name);
    }

    @Override
    public List<String> all(String name) {
        return head.all(name);
    }
}
