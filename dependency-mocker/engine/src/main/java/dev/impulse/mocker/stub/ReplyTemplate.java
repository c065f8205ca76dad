package dev.impulse.mocker.stub;

import java.util.List;

/// An answer in which values of the request stand.
public record ReplyTemplate(int status, List<Field> headers, Template body) {

    /// A header field whose value is made anew for each call.
    public record Field(String name, Template value) {}

    public ReplyTemplate {
        headers = List.copyOf(headers);
    }
}
