package dev.impulse.generator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.Marker;
import dev.impulse.generator.Marker.Outcome;
import dev.impulse.generator.Result;
import dev.impulse.generator.Testimony;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkerTextTest {
    private static final List<Marker> MARKERS = List.of(
            marker("restart", 7_100, 9_400, Outcome.DONE, "up again after 2.3 s", false),
            marker("failover", 12_000, 12_100, Outcome.FAILED, "exit code 3", false),
            marker("roll", 13_000, 14_000, Outcome.FAILED, "exit code | 1", true),
            marker("roll", 48_000, 50_000, Outcome.CUT_OFF, "not over when the load test was", false));

    private static Marker marker(String name, long from, long to, Outcome outcome, String detail, boolean mayFail) {
        return new Marker(name, Duration.ofMillis(from), Duration.ofMillis(to), outcome, detail, mayFail);
    }

    private static Result withMarkers() throws UnreadableResult {
        var result = ResultReader.read("result.json", ResultJson.text(Example.shop()));
        return new Result(
                result.generator(),
                result.loadTest(),
                result.plan(),
                result.name(),
                result.verdict(),
                result.reason(),
                result.causes(),
                result.target(),
                result.seed(),
                result.scheduling(),
                result.started(),
                result.lasted(),
                result.phases(),
                result.gates(),
                result.failures(),
                result.notes(),
                result.intervals(),
                Testimony.of(MARKERS));
    }

    @Test
    void theTerminalShowsWhatWasDoneAndWhen() throws UnreadableResult {
        assertThat(Summary.text(withMarkers(), null, Colours.NONE)).contains("""
                hooks
                  restart    from 00:07 to 00:09   done: up again after 2.3 s
                  failover   at 00:12   failed: exit code 3
                  roll       from 00:13 to 00:14   failed, as it may: exit code | 1
                  roll       from 00:48 to 00:50   cut off: not over when the load test was
                """);
    }

    @Test
    void soDoesTheSummary() throws UnreadableResult {
        assertThat(SummaryMarkdown.text(withMarkers())).contains("""
                ## Hooks

                | hook | when | outcome |
                | --- | --- | --- |
                | restart | from 00:07 to 00:09 | done: up again after 2.3 s |
                | failover | at 00:12 | failed: exit code 3 |
                | roll | from 00:13 to 00:14 | failed, as it may: exit code \\| 1 |
                """);
    }

    @Test
    void aResultOfAnOlderImpulseHasNone() throws UnreadableResult {
        var older = ResultJson.text(Example.quick()).replace("\"markers\"", "\"formerly\"");

        assertThat(ResultReader.read("result.json", older).testimony().markers())
                .isEmpty();
    }
}
