package dev.impulse.generator.judge;

import dev.impulse.generator.MockedDependency;
import dev.impulse.generator.judge.Evidence.PhaseEvidence;
import dev.impulse.generator.judge.Evidence.StartedSecond;
import dev.impulse.generator.judge.Evidence.TestCaseEvidence;
import dev.impulse.generator.plan.Phase;
import dev.impulse.measure.watch.Scarcity;
import dev.impulse.measure.watch.Stretch;
import dev.impulse.measure.watch.Watched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Whether the numbers of a run can be trusted: the ledger balances, no trigger is unaccounted for, and the generator
/// was on time, as was each mock.
final class Trust {

    /// What lateness is allowed whatever the gates are.
    static final Duration ALWAYS_ALLOWED = Duration.ofMillis(1);

    private Trust() {}

    /// A loop that is busier than this has no time left to be on time.
    private static final double BUSY = 0.7;

    /// Up to here a loop is still on time: the rest is room for what comes unevenly.
    private static final double KEEPS = 0.8;

    private static final long SECOND = 1_000_000_000;

    /// Of a second, so many of its triggers started late: below, it is no moment that is worth naming.
    private static final double WORTH_NAMING = 0.01;

    private static final int MOST_CAUSES = 3;

    /// Why the numbers cannot be trusted; empty when they can.
    static Optional<Doubt> doubt(List<Gate> gates, Evidence evidence) {
        var phases = evidence.phases();
        return Stream.of(
                        phases.stream().flatMap(Trust::ledgers).map(Doubt::new),
                        phases.stream().flatMap(phase -> lateness(gates, phase, evidence.watched())),
                        evidence.testimony().dependencies().stream()
                                .flatMap(dependency -> mock(gates, dependency, phases)))
                .flatMap(doubts -> doubts)
                .findFirst();
    }

    private static Stream<String> ledgers(PhaseEvidence phase) {
        return phase.testCases().stream().flatMap(testCase -> ledger(phase, testCase));
    }

    private static Stream<String> ledger(PhaseEvidence phase, TestCaseEvidence testCase) {
        var ledger = testCase.ledger();
        String of = " of " + testCase.name() + " in " + phase.name();
        if (ledger.unaccounted() > 0) {
            return Stream.of(Figures.count(ledger.unaccounted()) + " of " + Figures.count(ledger.planned())
                    + " triggers" + of + " are unaccounted for: a worker that had to start them was lost");
        }
        if (!ledger.balances()) {
            return Stream.of("the ledger" + of + " does not balance: planned " + Figures.count(ledger.planned())
                    + ", started " + Figures.count(ledger.started()) + ", not started "
                    + Figures.count(ledger.notStarted()) + ", ok " + Figures.count(ledger.ok()) + ", failed "
                    + Figures.count(ledger.failed()) + ", unfinished " + Figures.count(ledger.unfinished())
                    + "; this is a mistake of Impulse's own: please report it");
        }
        return Stream.empty();
    }

    private static Stream<Doubt> lateness(List<Gate> gates, PhaseEvidence phase, Watched watched) {
        long allowed = allowedNanos(gates, phase.name(), phase.kind());
        long all = phase.lateness().getTotalCount();
        if (all == 0 || phase.lateness().getValueAtPercentile(99) <= allowed || isWarmUp(phase)) {
            return Stream.empty();
        }
        long late = all - phase.lateness().getCountBetweenValues(0, allowed);
        var when = lateStretches(phase);
        return Stream.of(new Doubt(
                "the generator was late in " + phase.name() + ": " + Figures.percent(100.0 * late / all)
                        + " of triggers started more than " + Figures.time(allowed) + " after they were due"
                        + (when.isEmpty() ? "" : ", " + Stretch.text(when)) + " (p99 "
                        + Figures.time(phase.lateness().getValueAtPercentile(99)) + ")",
                causes(phase, watched)));
    }

    /// A mock whose own time is longer than is allowed for the generator's lateness was a bottleneck of the test's own;
    /// one of which nothing is known may have been.
    private static Stream<Doubt> mock(List<Gate> gates, MockedDependency dependency, List<PhaseEvidence> phases) {
        if (dependency.lost() != null) {
            return Stream.of(new Doubt(
                    "the mock of " + dependency.name() + " could not be asked what it had done: " + dependency.lost()));
        }
        return phases.stream()
                .filter(phase -> !isWarmUp(phase))
                .flatMap(phase -> dependency.phases().stream()
                        .filter(inPhase -> inPhase.phase().equals(phase.name()))
                        .filter(inPhase -> inPhase.added().p99() > allowedNanos(gates, phase.name(), phase.kind()))
                        .map(inPhase -> bottleneck(
                                dependency.name(), inPhase, allowedNanos(gates, phase.name(), phase.kind()))));
    }

    private static Doubt bottleneck(String dependency, MockedDependency.InPhase inPhase, long allowed) {
        var causes = new ArrayList<>(inPhase.strains());
        causes.add("give the mock a core of its own, or lower the rate");
        return new Doubt(
                "the mock of " + dependency + " was late in " + inPhase.phase() + ": 1 % of its answers left more than "
                        + Figures.time(inPhase.added().p99()) + " after they were due, where "
                        + Figures.time(allowed) + " is allowed",
                causes);
    }

    /// Whether a time that misses its bound might have met it had the generator been on time: lateness is part of
    /// response times, and lengthens none of them by more than its maximum.
    static boolean mayHaveMissed(Gate.Latency gate, Reading reading, PhaseEvidence phase) {
        long most = phase.lateness().getTotalCount() == 0 ? 0 : phase.lateness().getMaxValue();
        long allowed = allowedNanos(gate.bound().toNanos());
        return !gate.service()
                && gate.operator().wantsLow()
                && most > allowed
                && Double.isFinite(reading.value())
                && gate.operator()
                        .holds(reading.value() - most, (double) gate.bound().toNanos());
    }

    /// What was scarce when triggers started late, and what to do about it, a line each.
    static List<String> causes(PhaseEvidence phase, Watched watched) {
        var when = lateStretches(phase);
        var late = phase.seconds().stream().filter(Trust::isWorthNaming).toList();
        var scarce = when.isEmpty() ? List.<Scarcity>of() : watched.scarcitiesOf(when);
        var causes = new ArrayList<String>();
        scarce.stream().limit(MOST_CAUSES).map(Scarcity::text).forEach(causes::add);
        double busiest =
                late.stream().mapToDouble(StartedSecond::busiest).average().orElse(0);
        if (busiest >= BUSY) {
            causes.add("its busiest loop worked " + Figures.percent(100 * busiest) + " of the time");
        }
        if (causes.isEmpty()) {
            watched.floorOf(whole(phase))
                    .ifPresent(floor -> causes.add("nothing of the generator's own was scarce; on this machine a thread"
                            + " that only sleeps was woken up to " + Figures.time(floor.p99Nanos()) + " late (p99)"));
        }
        causes.add(advice(scarce, busiest, phase));
        return causes;
    }

    private static String advice(List<Scarcity> scarce, double busiest, PhaseEvidence phase) {
        boolean only = !scarce.isEmpty() && scarce.getFirst() instanceof Scarcity.Stopped;
        if (only) {
            return "run it again where nothing stops the generator";
        }
        String rate = keeps(phase)
                .map(tps -> "lower the rate to about " + tps + " tps, which is what this machine can keep")
                .orElse("lower the rate");
        return busiest < BUSY
                ? "give the generator a core of its own, or " + rate
                : "give the generator more cores, or " + rate;
    }

    /// The rate at which the busiest loop would still be on time, from what it worked for each trigger; empty when it
    /// was so idle that the rate is not the matter.
    private static Optional<String> keeps(PhaseEvidence phase) {
        double busy =
                phase.seconds().stream().mapToDouble(StartedSecond::busiest).sum();
        long started =
                phase.seconds().stream().mapToLong(StartedSecond::started).sum();
        int seconds = phase.seconds().size();
        if (seconds == 0 || busy / seconds < BUSY / 2) {
            return Optional.empty();
        }
        double tps = started / busy * KEEPS;
        return tps < 1 ? Optional.empty() : Optional.of(Figures.rate(twoDigits(tps)));
    }

    private static double twoDigits(double value) {
        double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(value)) - 1));
        return Math.rint(value / unit) * unit;
    }

    private static List<Stretch> lateStretches(PhaseEvidence phase) {
        return Stretch.joined(
                phase.seconds().stream()
                        .filter(Trust::isWorthNaming)
                        .map(second -> new Stretch(second.number() * SECOND, (second.number() + 1) * SECOND))
                        .toList(),
                SECOND);
    }

    private static boolean isWorthNaming(StartedSecond second) {
        return second.late() > WORTH_NAMING * second.started();
    }

    private static Stretch whole(PhaseEvidence phase) {
        var seconds = phase.seconds();
        return seconds.isEmpty()
                ? new Stretch(0, 0)
                : new Stretch(
                        seconds.getFirst().number() * SECOND, (seconds.getLast().number() + 1) * SECOND);
    }

    private static boolean isWarmUp(PhaseEvidence phase) {
        return phase.kind() == Phase.Kind.WARM_UP;
    }

    /// The larger of 1 ms and a tenth of the tightest time that a gate allows in the phase; where none is about it, in
    /// the load test.
    static long allowedNanos(List<Gate> gates, String phase, Phase.Kind kind) {
        long tightest = tightestNanos(gates.stream().filter(gate -> gate.scope().names(phase, kind)))
                .orElseGet(() -> tightestNanos(gates.stream()).orElse(0L));
        return allowedNanos(tightest);
    }

    private static long allowedNanos(long boundNanos) {
        return Math.max(ALWAYS_ALLOWED.toNanos(), boundNanos / 10);
    }

    private static OptionalLong tightestNanos(Stream<Gate> gates) {
        return gates.filter(Gate.Latency.class::isInstance)
                .mapToLong(gate -> ((Gate.Latency) gate).bound().toNanos())
                .min();
    }
}
