package dev.impulse.mocker.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.impulse.measure.Durations;
import dev.impulse.mocker.MockEvidence;
import dev.impulse.mocker.MockEvidence.OfDependency;
import dev.impulse.mocker.MockEvidence.OfPhase;
import dev.impulse.mocker.MockEvidence.OfSecond;
import dev.impulse.mocker.MockEvidence.OfStub;
import dev.impulse.mocker.MockEvidence.Unmatched;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceJsonTest {

    @Property(tries = 100)
    void whatIsWrittenIsReadBack(@ForAll long seed) {
        var random = new SplittableRandom(seed);
        var stub =
                new OfStub("pay \"now\"", "50 ms", 3, 1, 0, 2, histogram(random), histogram(random), histogram(random));
        var evidence = new MockEvidence(
                seed,
                Instant.parse("2026-11-21T10:00:00.250Z"),
                List.of(new OfDependency(
                        "payments",
                        9001,
                        List.of(new OfPhase("rush", "peak", List.of(stub), 0), new OfPhase(null, null, List.of(), 7)),
                        List.of(new Unmatched("GET /x: no stub is for it", 7)))),
                List.of(new OfSecond(0, 0.25, 0.5, 3L, null, null), new OfSecond(1, null, 0, null, 4L, 5L)));

        assertThat(MockEvidence.ofJson(evidence.json())).isEqualTo(evidence);
    }

    @Test
    void evidenceOfNothingIsReadBack() {
        var nothing = new MockEvidence(1, null, List.of(), List.of());

        assertThat(MockEvidence.ofJson(nothing.json())).isEqualTo(nothing);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "{}",
                "{\"version\": 2}",
                "{\"version\": 1}",
                "{\"version\": 1, \"seed\": 1, \"begin\": \"now\", \"dependencies\": [], \"seconds\": []}",
                "{\"version\": 1, \"seed\": \"x\", \"begin\": null, \"dependencies\": [], \"seconds\": []}"
            })
    void whatIsNoEvidenceIsTold(String json) {
        assertThatThrownBy(() -> MockEvidence.ofJson(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("evidence of a mock: ");
    }

    @Test
    void aTornHistogramIsTold() {
        var stub = new OfStub("pay", "none", 0, 0, 0, 0, one(), one(), one());
        var json = new MockEvidence(
                        1,
                        null,
                        List.of(new OfDependency(
                                "payments", 1, List.of(new OfPhase(null, null, List.of(stub), 0)), List.of())),
                        List.of())
                .json();

        assertThatThrownBy(() -> MockEvidence.ofJson(json.replaceFirst("\"asked\":\"[^\"]{20}", "\"asked\":\"")))
                .hasMessageStartingWith("evidence of a mock: no histogram: ");
    }

    private static Histogram one() {
        var histogram = Durations.histogram();
        histogram.recordValue(1);
        return histogram;
    }

    private static Histogram histogram(SplittableRandom random) {
        var histogram = Durations.histogram();
        for (int count = random.nextInt(50); count > 0; count--) {
            histogram.recordValue(random.nextLong(Durations.LONGEST));
        }
        return histogram;
    }
}
