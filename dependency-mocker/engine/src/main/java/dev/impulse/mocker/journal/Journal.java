package dev.impulse.mocker.journal;

import dev.impulse.measure.Durations;
import dev.impulse.measure.Gatherer;
import dev.impulse.measure.IntervalRecorder;
import dev.impulse.mocker.MockEvidence.OfPhase;
import dev.impulse.mocker.MockEvidence.OfStub;
import dev.impulse.mocker.MockEvidence.Unmatched;
import dev.impulse.mocker.journal.JournalKey.Measure;
import dev.impulse.mocker.journal.JournalKey.PhaseStub;
import dev.impulse.mocker.journal.LoopJournal.Taken;
import dev.impulse.mocker.journal.StubJournal.Counts;
import dev.impulse.wire.loop.Loop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/// Gathers what loops counted and measured. Any thread but the loops'.
public final class Journal implements AutoCloseable {
    private final Gatherer<JournalKey> gatherer = new Gatherer<>(interval -> {});
    private final Map<Loop, IntervalRecorder<JournalKey>> recorders = new HashMap<>();
    private final List<Page> pages = new ArrayList<>();
    private long generation;

    private record Page(Loop loop, LoopJournal journal) {}

    /// What a dependency's stub and phases are called, where there are only their places.
    public interface Names {

        /// @param phase below 0 outside all phases
        OfPhase phase(int phase, List<OfStub> stubs, long unmatched);

        String stub(int stub);

        /// The law of a stub's delays in a phase.
        String delay(int phase, int stub);
    }

    /// What is known of one dependency.
    public record OfDependency(List<OfPhase> phases, List<Unmatched> unmatched) {}

    /// A loop's journal of one dependency, by its place.
    public synchronized LoopJournal page(Loop loop, int dependency) {
        var recorder = recorders.computeIfAbsent(loop, any -> new IntervalRecorder<>(gatherer::accept));
        var journal = new LoopJournal(recorder, dependency);
        pages.add(new Page(loop, journal));
        return journal;
    }

    /// Begins anew. Whoever holds a [StubJournal] must ask for another.
    public synchronized void empty() {
        long next = ++generation;
        CompletableFuture.allOf(pages.stream()
                        .map(page ->
                                CompletableFuture.runAsync(() -> page.journal().empty(next), page.loop()))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
        gatherer.execute(() -> gatherer.totals().keySet().removeIf(key -> key.generation() < next));
    }

    /// What there is now, for each dependency by its place.
    public synchronized List<OfDependency> read(List<? extends Names> names) {
        List<Taken> taken = pages.stream()
                .map(page -> CompletableFuture.supplyAsync(page.journal()::take, page.loop()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        Map<JournalKey, Histogram> totals =
                CompletableFuture.supplyAsync(this::copied, gatherer::execute).join();
        List<OfDependency> read = new ArrayList<>();
        for (int dependency = 0; dependency < names.size(); dependency++) {
            int place = dependency;
            var ofThis =
                    taken.stream().filter(each -> each.dependency() == place).toList();
            read.add(read(dependency, names.get(dependency), ofThis, totals));
        }
        return read;
    }

    private Map<JournalKey, Histogram> copied() {
        Map<JournalKey, Histogram> copied = new HashMap<>();
        gatherer.totals().forEach((key, histogram) -> {
            if (key.generation() == generation) {
                copied.put(key, histogram.copy());
            }
        });
        return copied;
    }

    private OfDependency read(int dependency, Names names, List<Taken> taken, Map<JournalKey, Histogram> totals) {
        Map<PhaseStub, Counts> counts = new HashMap<>();
        Map<Integer, Long> unmatched = new HashMap<>();
        Map<String, Long> told = new LinkedHashMap<>();
        for (var each : taken) {
            each.counts().forEach((of, count) -> counts.merge(of, count, Counts::plus));
            each.unmatched().forEach((phase, count) -> unmatched.merge(phase, count, Long::sum));
            each.told().forEach((text, count) -> told.merge(text, count, Long::sum));
        }
        var places = new TreeSet<>(unmatched.keySet());
        counts.keySet().forEach(of -> places.add(of.phase()));
        List<OfPhase> phases = new ArrayList<>();
        for (int phase : places) {
            List<OfStub> stubs = new ArrayList<>();
            counts.keySet().stream()
                    .filter(of -> of.phase() == phase)
                    .map(PhaseStub::stub)
                    .sorted()
                    .forEach(stub -> stubs.add(stub(dependency, names, new PhaseStub(phase, stub), counts, totals)));
            phases.add(names.phase(phase, stubs, unmatched.getOrDefault(phase, 0L)));
        }
        List<Unmatched> first = new ArrayList<>();
        told.forEach((text, count) -> first.add(new Unmatched(text, count)));
        return new OfDependency(phases, first);
    }

    private OfStub stub(
            int dependency,
            Names names,
            PhaseStub of,
            Map<PhaseStub, Counts> counts,
            Map<JournalKey, Histogram> totals) {
        var count = counts.getOrDefault(of, Counts.NONE);
        var given = total(dependency, of, Measure.GIVEN, totals);
        return new OfStub(
                names.stub(of.stub()),
                names.delay(of.phase(), of.stub()),
                given.getTotalCount(),
                count.faults(),
                count.failed(),
                count.gone(),
                total(dependency, of, Measure.ASKED, totals),
                given,
                total(dependency, of, Measure.LATE, totals));
    }

    private Histogram total(int dependency, PhaseStub of, Measure measure, Map<JournalKey, Histogram> totals) {
        var total = totals.get(new JournalKey(generation, dependency, of, measure));
        return total == null ? Durations.histogram() : total;
    }

    /// Ends its thread.
    @Override
    public void close() {
        gatherer.close();
    }
}
