package dev.impulse.generator.report;

import dev.impulse.generator.DebuggedTrigger.SeenCall;
import dev.impulse.generator.Result.Failure.Body;
import dev.impulse.generator.Result.Failure.Field;
import dev.impulse.generator.Result.Failure.Timings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One call as lines: what was sent, what came, and what of it failed.
final class CallText {
    private CallText() {}

    /// Its request, from the method on; empty for a call of another client.
    static List<String> request(SeenCall call) {
        var sent = call.sent();
        return sent == null ? List.of() : message(sent.method() + " " + sent.url(), sent.headers(), sent.body());
    }

    /// Its answer, from the status on; empty when none came.
    static List<String> answer(SeenCall call) {
        var received = call.received();
        return received == null
                ? List.of()
                : message(Integer.toString(received.status()), received.headers(), received.body());
    }

    private static List<String> message(String first, List<Field> headers, @Nullable Body body) {
        var lines = new ArrayList<String>();
        lines.add(first);
        headers.forEach(field -> lines.add(field.name() + ": " + field.value()));
        if (body != null) {
            lines.add("");
            lines.addAll(BodyText.lines(body));
        }
        return lines;
    }

    /// `connect 0.2 ms, service 12 ms`: what there is of it.
    static String timings(SeenCall call) {
        var of = call.timings();
        return FailureText.timings(new Timings(of.waited(), of.connect(), of.tls(), of.service(), null));
    }
}
