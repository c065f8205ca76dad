package dev.impulse.mocker.stub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/// An answer in which values of the request may stand.
public record ReplyTemplate(int status, List<Field> headers, Body body) {

    /// A header field whose value is made anew for each call.
    public record Field(String name, Template value) {}

    /// What is sent after the header fields.
    public sealed interface Body {}

    /// The same bytes for all calls. Not to be changed.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Bytes(byte[] bytes) implements Body {}

    /// Text, sent as UTF-8.
    public record Text(Template template) implements Body {}

    public ReplyTemplate {
        headers = List.copyOf(headers);
    }

    /// The answer: a constant one when nothing of the request stands in it.
    public Answer answer() {
        boolean constant = headers.stream().allMatch(field -> field.value().isConstant())
                && !(body instanceof Text text && !text.template().isConstant());
        if (!constant) {
            return new Answer.Templated(this);
        }
        List<HeaderField> fields = headers.stream()
                .map(field -> new HeaderField(field.name(), field.value().text()))
                .toList();
        byte[] bytes = switch (body) {
            case Bytes same -> same.bytes();
            case Text text -> text.template().text().getBytes(UTF_8);
        };
        return new Answer.Constant(new Reply(status, fields, bytes));
    }
}
