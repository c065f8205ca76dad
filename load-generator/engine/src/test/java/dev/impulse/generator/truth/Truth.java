package dev.impulse.generator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.Limits;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Result;
import dev.impulse.generator.Runs;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.plan.Arrivals;
import dev.impulse.generator.plan.Constant;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import dev.impulse.generator.plan.Timetable;
import dev.impulse.generator.truth.TruthServer.Served;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// A load test that is over, with what is true of it: the plan, the server's log, what the scenario saw. What Impulse
/// says of it is [#result], from which only the moment of the begin is taken, and that is checked.
final class Truth {
    static final String NAME = "scenario";
    private static final long SEED = 20260101;

    private final Result result;
    private final Seen seen;
    private final long[] due;
    private final List<Served> log;
    private final Served[] served;
    private final long[] freeSince;
    private final long earliestBegin;
    private final long latestBegin;

    /// What is asked for.
    ///
    /// @param requests that each trigger makes, under the names `0`, `1` and so on
    /// @param loops that share the work
    record Asked(double rate, Arrivals arrivals, Duration lasting, Limits limits, int requests, int loops) {
        Asked(double rate, Arrivals arrivals, Duration lasting) {
            this(rate, arrivals, lasting, Runs.PATIENT, 1, Integer.getInteger("impulse.loops", 1));
        }

        Asked within(int triggers, int connections) {
            return new Asked(
                    rate,
                    arrivals,
                    lasting,
                    new Limits(
                            triggers,
                            connections,
                            limits.connectTimeout(),
                            limits.requestTimeout(),
                            limits.startTimeout(),
                            limits.grace()),
                    requests,
                    loops);
        }

        Asked withRequests(int requests) {
            return new Asked(rate, arrivals, lasting, limits, requests, loops);
        }

        Asked onLoops(int loops) {
            return new Asked(rate, arrivals, lasting, limits, requests, loops);
        }
    }

    private Truth(Result result, Seen seen, long[] due, List<Served> log, long[] clocks) {
        this.result = result;
        this.seen = seen;
        this.due = due;
        this.log = log;
        this.served = new Served[seen.id(seen.triggers(), 0)];
        this.freeSince = new long[served.length];
        var last = new long[log.stream().mapToInt(Served::connection).max().orElse(0) + 1];
        log.stream().sorted(Comparator.comparingLong(Served::readNanos)).forEach(each -> {
            served[(int) each.id()] = each;
            freeSince[(int) each.id()] = last[each.connection()];
            last[each.connection()] = each.answeredNanos();
        });
        // No trigger starts before it is due, so the begin is not after the first that seems to; and the first phase is
        // said to begin at an instant, which was read before the engine's clock was.
        this.latestBegin = IntStream.range(0, due.length)
                .filter(trigger -> seen.started(trigger) != 0)
                .mapToLong(trigger -> seen.started(trigger) - due[trigger])
                .min()
                .orElseThrow();
        this.earliestBegin = nanos(result.started()) - Math.max(clocks[0], clocks[1]);
        assertThat(latestBegin).as("begin").isGreaterThanOrEqualTo(earliestBegin);
    }

    /// Runs a load test of one request for each trigger.
    static Truth of(TruthServer server, Asked asked) {
        return of(
                server,
                asked,
                (load, seen) -> seen.send(load, 0, load.get(seen.path(load, 0)).named("0")));
    }

    /// Runs a load test.
    static Truth of(TruthServer server, Asked asked, Seen.Scenario scenario) {
        var demand = new Demand.Open(new Constant(asked.rate()), asked.arrivals());
        var phase = new Phase("steady", Phase.Kind.STEADY, asked.lasting(), Map.of(NAME, demand));
        var due = due(List.of(phase), NAME, SEED);
        var seen = new Seen(due.length, asked.requests());
        long before = clocksApart();
        var test = new LoadTest(
                "truth",
                server.uri(),
                List.of(new TestCase(NAME, () -> load -> seen.run(load, scenario))),
                List.of(phase),
                List.of(),
                SEED,
                asked.limits());
        var result = Runs.run(test, asked.loops());
        long after = clocksApart();
        return new Truth(result, seen, due, server.log(due.length * asked.requests()), new long[] {before, after});
    }

    /// When each trigger is due, since the begin.
    static long[] due(List<Phase> phases, String testCase, long seed) {
        var slots = new BitSet();
        slots.set(0, Timetable.SLOTS);
        var times = new long[16];
        int count = 0;
        for (var cursor = Timetable.of(phases, testCase, seed).cursor(slots);
                cursor.dueNanos() != Long.MAX_VALUE;
                cursor.advance()) {
            times = count == times.length ? Arrays.copyOf(times, 2 * count) : times;
            times[count++] = cursor.dueNanos();
        }
        return Arrays.copyOf(times, count);
    }

    /// By how much the clock of days is ahead of [System#nanoTime], or a little more: it is read after the other.
    private static long clocksApart() {
        return IntStream.range(0, 100)
                .mapToLong(time -> -System.nanoTime() + nanos(Instant.now()))
                .min()
                .orElseThrow();
    }

    private static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }

    Result result() {
        return result;
    }

    /// What Impulse says of the only test case.
    Result.TestCaseResult found() {
        return Runs.only(result);
    }

    /// What it says of the requests at a place of all triggers.
    Result.RequestResult request(int place) {
        return Runs.request(result, String.valueOf(place));
    }

    List<Served> log() {
        return log;
    }

    Seen seen() {
        return seen;
    }

    int triggers() {
        return due.length;
    }

    /// When a trigger is due, since the begin.
    long due(int trigger) {
        return due[trigger];
    }

    /// The request as the server saw it last.
    Served served(int id) {
        return served[id];
    }

    /// How far apart the earliest and the latest begin are.
    long beginKnownTo() {
        return latestBegin - earliestBegin;
    }

    /// When a trigger is due, or a little later.
    long dueAtLatest(int trigger) {
        return latestBegin + due[trigger];
    }

    /// When a trigger is due, or a little earlier.
    long dueAtEarliest(int trigger) {
        return earliestBegin + due[trigger];
    }

    /// Bounds for those triggers that are chosen of what lasted from due, without the time in which they paused before,
    /// to the end of their requests at a place. It did not end before the server had answered, nor after the scenario
    /// had the answer.
    Bounds fromDue(int place, IntPredicate chosen, long paused) {
        return Bounds.of(
                due.length,
                chosen,
                trigger -> served[seen.id(trigger, place)].answeredNanos()
                        - dueAtLatest(trigger)
                        - (paused == 0 ? 0 : seen.thought(trigger)),
                trigger -> seen.answered(seen.id(trigger, place)) - dueAtEarliest(trigger) - paused);
    }

    /// Likewise from the call, which came a moment after the scenario has looked at the clock.
    Bounds fromCall(int place) {
        return Bounds.of(
                due.length,
                trigger -> true,
                trigger -> served[seen.id(trigger, place)].answeredNanos() - seen.asked(seen.id(trigger, place)),
                trigger -> seen.answered(seen.id(trigger, place)) - seen.asked(seen.id(trigger, place)));
    }

    /// Bounds for those triggers that are chosen of what lasted from the first byte sent to the last byte read. It was
    /// not sent after the server had read it, nor before the call, nor before the connection was free: that is, before
    /// the server answered what came before it there.
    Bounds service(int place, IntPredicate chosen) {
        return Bounds.of(
                due.length,
                chosen,
                trigger ->
                        served[seen.id(trigger, place)].answeredNanos() - served[seen.id(trigger, place)].readNanos(),
                trigger -> seen.answered(seen.id(trigger, place))
                        - Math.max(seen.asked(seen.id(trigger, place)), freeSince[seen.id(trigger, place)]));
    }

    /// Asserts that the times of triggers of one request, and of the requests, are those that the server knows.
    void holdsForOneRequest() {
        fromDue(0, trigger -> true, 0)
                .contain("response of requests", request(0).response());
        fromDue(0, trigger -> true, 0).contain("response of triggers", found().response(), 0, Bounds.TAKEN_AWAY);
        service(0, trigger -> true).contain("service", request(0).service());
        service(0, trigger -> true).contain("service of the test case", found().service());
        lateness().contain("lateness", found().lateness());
    }

    /// Bounds of what no limit held back: from due to a moment before the scenario's first look at the clock.
    Bounds lateness() {
        return Bounds.of(
                due.length, trigger -> true, trigger -> 0, trigger -> seen.started(trigger) - dueAtEarliest(trigger));
    }
}
