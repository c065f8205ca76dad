package dev.impulse.generator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.impulse.generator.Comparison;
import dev.impulse.generator.Comparison.Row;
import dev.impulse.generator.Result;
import dev.impulse.generator.plan.Arrivals;
import dev.impulse.generator.plan.Constant;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A result beside an earlier one. The earlier one is the shop's, read from its file after some of its text was put in
/// other words.
class ComparingTest {
    private static final Result NOW = Example.shop();

    private static Result before(String... changes) throws UnreadableResult {
        var text = ResultJson.text(NOW);
        for (int i = 0; i < changes.length; i += 2) {
            assertThat(text).contains(changes[i]);
            text = text.replace(changes[i], changes[i + 1]);
        }
        return ResultReader.read("result.json", text);
    }

    private static List<String> unlike(String... changes) throws UnreadableResult {
        return Comparing.of(NOW, before(changes), "results/main").unlike();
    }

    @Test
    void theSameIsComparedWholeAndNothingOfItHasChanged() throws UnreadableResult {
        var comparison = Comparing.of(NOW, before(), "results/main");

        assertThat(comparison.unlike()).isEmpty();
        assertThat(comparison.rows())
                .extracting(Row::phase, Row::testCase, Row::request)
                .contains(
                        tuple("warm-up", "browse", ""),
                        tuple("steady", "audit", ""),
                        tuple("sale", "checkout", ""),
                        tuple("sale", "checkout", "pay"));
        assertThat(comparison.rows()).allSatisfy(row -> {
            assertThat(row.now()).isEqualTo(row.before());
            assertThat(ComparisonText.changes(row)).doesNotContain("new").noneMatch(cell -> cell.contains("→ –"));
        });
    }

    @Test
    void changesAreToldInPercentAndWithBothValues() throws UnreadableResult {
        var checkout = row(
                Comparing.of(NOW, before("\"p99\" : 1840", "\"p99\" : 1600", "\"p50\" : 310", "\"p50\" : 320"), "m"));

        assertThat(ComparisonText.changes(checkout)).containsExactly("±0 %", "−3.1 %", "±0 %", "+15 %", "1.3 %");
        assertThat(ComparisonText.values(checkout))
                .containsExactly(
                        "71.6",
                        "320 ms → 310 ms (−3.1 %)",
                        "1,470 ms → 1,470 ms (±0 %)",
                        "1,600 ms → 1,840 ms (+15 %)",
                        "1.3 %");
    }

    private static Row row(Comparison comparison) {
        return comparison.rows().stream()
                .filter(row ->
                        row.testCase().equals("checkout") && row.request().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsNotAlikeIsNamed() throws UnreadableResult {
        assertThat(unlike(
                        "\"name\" : \"shop\"",
                        "\"name\" : \"old shop\"",
                        "localhost:8080",
                        "staging:80",
                        "EPYC",
                        "Ryzen"))
                .containsExactly(
                        "another load test: old shop (now shop)",
                        "another target: http://staging:80 (now http://localhost:8080)",
                        "another machine: 2 × AMD Ryzen 7B13, Linux 6.8.0-45-generic (now 2 × AMD EPYC 7B13, Linux"
                                + " 6.8.0-45-generic)");
        assertThat(unlike(
                        "\"profile\" : \"nightly\"",
                        "\"profile\" : \"smoke\"",
                        "\"impulse\" : \"0.1.0\"",
                        "\"impulse\" : \"0.0.9\""))
                .containsExactly(
                        "another profile: smoke (now nightly)", "another version of Impulse: 0.0.9 (now 0.1.0)");
    }

    @Test
    void phasesTestCasesAndRequestsOfOneAloneAreNamedAndNotCompared() throws UnreadableResult {
        assertThat(unlike("\"sale\"", "\"rush\""))
                .containsExactly("only the baseline has the phase rush", "the baseline has not the phase sale");
        assertThat(unlike("\"name\" : \"audit\"", "\"name\" : \"inspect\""))
                .containsExactly(
                        "only the baseline has the test case inspect in steady",
                        "the baseline has not the test case audit in steady");
        assertThat(unlike("\"name\" : \"pay\"", "\"name\" : \"charge\""))
                .containsExactly(
                        "only the baseline has the request charge of checkout in sale",
                        "the baseline has not the request pay of checkout in sale");
    }

    @Test
    void aTestCaseOfWhichAnotherRateWasAskedIsNotCompared() throws UnreadableResult {
        var comparison = Comparing.of(NOW, before("\"checkout\" : \"80 tps\"", "\"checkout\" : \"40 tps\""), "m");

        assertThat(comparison.unlike())
                .containsExactly("asked of checkout in sale was 40 tps (now 80 tps): not compared");
        assertThat(comparison.rows())
                .extracting(Row::testCase)
                .doesNotContain("checkout")
                .contains("browse");
    }

    @Test
    void anInconclusiveBaselineSaysSoFirst() throws UnreadableResult {
        assertThat(unlike("\"verdict\" : \"failed\"", "\"verdict\" : \"inconclusive\""))
                .containsExactly(
                        "the baseline is inconclusive, so its numbers cannot be trusted: sale: checkout p99 1,840 ms"
                                + " (expected < 300 ms)");
    }

    @Test
    void whatHasNothingInCommonIsNoBaseline() {
        assertThat(Comparing.refusal(List.of(phase("steady", "browse")), NOW)).isNull();
        assertThat(Comparing.refusal(List.of(phase("steady", "checkout"), phase("night", "browse")), NOW))
                .isEqualTo(
                        "a result of shop, which has no test case in a phase in common with this load test (its phases:"
                                + " warm-up, steady, sale; its test cases: browse, audit, checkout)");
    }

    private static Phase phase(String name, String testCase) {
        return new Phase(
                name,
                Phase.Kind.STEADY,
                Duration.ofSeconds(1),
                Map.of(testCase, new Demand.Open(new Constant(1), Arrivals.EVEN)));
    }

    @Test
    void itIsShownAsReportedAndNotJudged() throws UnreadableResult {
        var before =
                before("\"p99\" : 1840", "\"p99\" : 1600", "\"checkout\" : \"80 tps\"", "\"checkout\" : \"80 tps \"");
        var shown = NOW.beside(Comparing.of(NOW, before, "results/main"));

        assertThat(Summary.text(shown, null, Colours.NONE)).contains("""
                beside the baseline results/main (failed, started 2026-11-21T10:12:07Z)
                                   tps   p50   p95   p99  errors
                  warm-up browse  ±0 %  ±0 %  ±0 %  ±0 %     0 %
                  steady browse   ±0 %  ±0 %  ±0 %  ±0 %     0 %
                  steady audit    ±0 %  ±0 %  ±0 %  ±0 %     0 %
                  asked of checkout in sale was 80 tps  (now 80 tps): not compared
                  reported only, not judged: one run beside one other does not tell a change from chance
                """);
        assertThat(SummaryMarkdown.text(shown))
                .contains(
                        "## Beside the baseline\n\nresults/main (failed, started 2026-11-21T10:12:07Z); reported only, not"
                                + " judged: one run beside one other does not tell a change from chance.\n")
                .contains("| steady, browse | 50 | 3.4 ms → 3.4 ms (±0 %) |");
        assertThat(shown.verdict()).isEqualTo(NOW.verdict());
    }

    @Test
    void itIsReadBackFromTheResultsFile() throws UnreadableResult {
        var shown = NOW.beside(Comparing.of(NOW, before("localhost", "staging"), "results/main"));

        assertThat(ResultReader.read("result.json", ResultJson.text(shown)).baseline())
                .isEqualTo(shown.baseline());
        assertThat(ResultReader.read("result.json", ResultJson.text(NOW)).baseline())
                .isNull();
    }
}
