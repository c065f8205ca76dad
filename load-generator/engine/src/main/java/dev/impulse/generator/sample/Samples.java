package dev.impulse.generator.sample;

import dev.impulse.generator.Result.Failure;
import dev.impulse.generator.Scrub;
import dev.impulse.generator.Secrets;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes of what was seen of a failure what may be shown: scrubbed, and bounded in bytes. Its moment is still that of
/// [System#nanoTime]. Immutable.
final class Samples {
    static final int BODY = 4 * 1024;

    private final SecretNames names;
    private final OwnPatterns patterns;
    private final Secrets secrets;

    Samples(Scrub scrub) {
        this.names = new SecretNames(scrub);
        this.patterns = new OwnPatterns(scrub.patterns());
        this.secrets = scrub.secrets();
    }

    Failure of(Seen seen) {
        var scrubbing = new Scrubbing(names, patterns, secrets);
        var sample = new Sample(scrubbing, seen, stack(seen.thrown()), BODY);
        scrubbing.finish();
        return new Failure(
                seen.testCase(),
                seen.request(),
                Objects.requireNonNull(seen.kind()),
                sample.reason(),
                seen.phase(),
                Duration.ofNanos(seen.atNanos()),
                seen.trigger(),
                sample.traceId(),
                sample.sent(),
                sample.received(),
                sample.timings(),
                sample.stack());
    }

    private static String stack(@Nullable Throwable thrown) {
        if (thrown == null || thrown.getStackTrace().length == 0 && thrown.getCause() == null) {
            return ""; // a check that did not hold: its reason says it all
        }
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString().replace("\r\n", "\n");
    }
}
