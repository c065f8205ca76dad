package dev.impulse.ci.mock;

import dev.impulse.generator.Figure;
import dev.impulse.generator.MockedDependency;
import dev.impulse.generator.MockedDependency.InPhase;
import dev.impulse.generator.MockedDependency.StubCalls;
import dev.impulse.generator.MockedDependency.Unmatched;
import dev.impulse.generator.PhaseTimes;
import dev.impulse.generator.Result.Times;
import dev.impulse.generator.judge.RankedTimes;
import dev.impulse.measure.Durations;
import dev.impulse.mocker.MockEvidence;
import dev.impulse.mocker.MockEvidence.OfDependency;
import dev.impulse.mocker.MockEvidence.OfPhase;
import dev.impulse.mocker.MockEvidence.OfSecond;
import dev.impulse.mocker.MockEvidence.OfStub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/// What a result holds of a mock's evidence: of all dependencies that its process mocked.
///
/// @param name of the dependency in the load test
record MockTestimony(String name, MockEvidence evidence) {

    /// A phase that began and in which nothing was asked is one with no calls.
    MockedDependency dependency(List<PhaseTimes> times) {
        List<InPhase> phases = times.stream().map(this::inPhase).toList();
        List<Unmatched> unmatched = evidence.dependencies().stream()
                .flatMap(dependency -> dependency.unmatched().stream())
                .map(call -> new Unmatched(call.told(), call.calls()))
                .toList();
        return new MockedDependency(name, phases, unmatched, null);
    }

    private InPhase inPhase(PhaseTimes phase) {
        List<OfPhase> asked = evidence.dependencies().stream()
                .map(OfDependency::phases)
                .flatMap(Collection::stream)
                .filter(each -> phase.name().equals(each.phase()))
                .toList();
        List<OfStub> stubs =
                asked.stream().flatMap(each -> each.stubs().stream()).toList();
        long unmatched = asked.stream().mapToLong(OfPhase::unmatched).sum();
        return new InPhase(
                phase.name(),
                unmatched
                        + stubs.stream()
                                .mapToLong(stub -> stub.calls() + stub.gone())
                                .sum(),
                unmatched,
                stubs.stream().mapToLong(OfStub::faults).sum(),
                times(stubs, OfStub::asked),
                times(stubs, OfStub::given),
                times(stubs, OfStub::late),
                stubs.stream()
                        .map(stub -> new StubCalls(stub.stub(), stub.calls(), stub.faults()))
                        .toList(),
                new MockStrains(evidence.seconds(), phase).lines());
    }

    private static Times times(List<OfStub> stubs, Function<OfStub, Histogram> which) {
        Histogram all = Durations.histogram();
        stubs.forEach(stub -> all.add(which.apply(stub)));
        return new RankedTimes(all, 0, Duration.ZERO).figures();
    }

    /// How much of the machine it took, second by second.
    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        List<OfSecond> seconds = evidence.seconds().stream()
                .filter(second -> second.number() >= 0)
                .toList();
        if (!seconds.isEmpty()) {
            figures.add(
                    figure("cpu", seconds, second -> percent(Objects.requireNonNullElse(second.cores(), Double.NaN))));
            figures.add(figure("busiest loop", seconds, second -> percent(second.busiestLoop())));
        }
        return figures;
    }

    private Figure figure(String what, List<OfSecond> seconds, ToDoubleFunction<OfSecond> value) {
        long from = seconds.getFirst().number();
        List<Double> values = new ArrayList<>();
        for (OfSecond second : seconds) {
            while (from + values.size() < second.number()) {
                values.add(Double.NaN);
            }
            values.add(value.applyAsDouble(second));
        }
        return new Figure(name, what, "", "%", from, values);
    }

    private static double percent(double share) {
        return Math.rint(share * 1_000) / 10;
    }
}
