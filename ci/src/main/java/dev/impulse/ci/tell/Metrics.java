package dev.impulse.ci.tell;

import dev.impulse.ci.tell.Family.Amount;
import dev.impulse.ci.tell.Family.Spread;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.measure.SeriesKey;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import dev.impulse.load.ErrorKind;
import dev.impulse.measure.Interval;
import dev.impulse.measure.watch.WatchedSecond;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// Adds up what is seen of a run. Counters and histograms begin at 0 with the run and never fall; they are a second
/// old, the gauges a tenth of one. Any thread.
final class Metrics implements Observer {
    private static final double NANOS = 1e9;

    private final LoadTest test;
    private final Map<Instrument, Map<List<Label>, Double>> amounts = new EnumMap<>(Instrument.class);
    private final Map<Instrument, Map<List<Label>, Distribution>> times = new EnumMap<>(Instrument.class);

    Metrics(LoadTest test) {
        this.test = test;
        for (Phase phase : test.phases()) {
            set(Instrument.PHASE_ACTIVE, active(phase), 0);
        }
    }

    @Override
    public synchronized void progress(Progress progress) {
        Phase running = progress.phase();
        for (Phase phase : test.phases()) {
            set(Instrument.PHASE_ACTIVE, active(phase), phase.equals(running) ? 1 : 0);
        }
        double seconds = progress.elapsed().toNanos() / NANOS;
        set(Instrument.PHASE_ELAPSED, List.of(), seconds);
        set(Instrument.TRIGGERS_IN_FLIGHT, List.of(), progress.inFlight());
        set(Instrument.TRIGGERS_HELD_BACK, List.of(), progress.waiting());
        boolean over = progress.elapsed().compareTo(running.lasting()) >= 0;
        for (TestCase testCase : test.testCases()) {
            if (isOpen(testCase)) {
                double asked = !over && running.demands().get(testCase.name()) instanceof Demand.Open open
                        ? open.shape().rateAt(seconds)
                        : 0;
                set(Instrument.TRIGGERS_ASKED, List.of(new Label(Label.TEST_CASE, testCase.name())), asked);
            }
        }
    }

    private boolean isOpen(TestCase testCase) {
        return test.phases().stream().anyMatch(phase -> phase.demands().get(testCase.name()) instanceof Demand.Open);
    }

    private static List<Label> active(Phase phase) {
        return List.of(
                new Label(Label.PHASE, phase.name()),
                new Label(Label.PHASE_KIND, phase.kind().text()));
    }

    /// Says that no more will come: nothing is asked for, or in flight.
    synchronized void ended() {
        for (Instrument instrument : List.of(
                Instrument.PHASE_ACTIVE,
                Instrument.PHASE_ELAPSED,
                Instrument.TRIGGERS_ASKED,
                Instrument.TRIGGERS_IN_FLIGHT,
                Instrument.TRIGGERS_HELD_BACK)) {
            amounts.getOrDefault(instrument, Map.of()).replaceAll((labels, amount) -> 0.0);
        }
    }

    @Override
    public synchronized void measured(Interval<SeriesKey> interval) {
        for (Interval.Part<SeriesKey> part : interval.parts()) {
            if (part.key().request() == null) {
                ofTrigger(part.key(), part.times().histogram());
            } else {
                ofRequest(part.key(), part.times().histogram());
            }
        }
    }

    private void ofTrigger(SeriesKey key, Histogram histogram) {
        List<Label> labels = labels(key);
        switch (key.kind()) {
            case RESPONSE -> {
                double ended = (double) histogram.getTotalCount();
                if (key.outcome() == null) {
                    add(Instrument.TRIGGERS_OK, labels, ended);
                    add(Instrument.TRIGGER_DURATION, labels, histogram);
                } else if (key.outcome() == ErrorKind.NOT_STARTED) {
                    add(Instrument.TRIGGERS_NOT_STARTED, without(Label.ERROR, labels), ended);
                } else {
                    add(Instrument.TRIGGERS_FAILED, labels, ended);
                    add(Instrument.TRIGGER_DURATION, labels, histogram);
                }
            }
            case LATENESS -> {
                add(Instrument.TRIGGERS_STARTED, labels, (double) histogram.getTotalCount());
                add(Instrument.TRIGGER_LATENESS, labels, histogram);
            }
            case WAITING -> add(Instrument.TRIGGER_WAITING, labels, histogram);
            case SERVICE, CONNECT, TLS -> {}
        }
    }

    private void ofRequest(SeriesKey key, Histogram histogram) {
        switch (key.kind()) {
            case RESPONSE -> add(Instrument.REQUEST_DURATION, labels(key), histogram);
            case SERVICE -> add(Instrument.REQUEST_SERVICE, labels(key), histogram);
            case LATENESS, WAITING, CONNECT, TLS -> {}
        }
    }

    private List<Label> labels(SeriesKey key) {
        List<Label> labels = new ArrayList<>();
        labels.add(new Label(Label.PHASE, test.phases().get(key.phase()).name()));
        labels.add(
                new Label(Label.TEST_CASE, test.testCases().get(key.testCase()).name()));
        if (key.request() != null) {
            labels.add(new Label(Label.REQUEST, key.request()));
        }
        if (key.outcome() != null) {
            labels.add(new Label(Label.ERROR, key.outcome().text().replace(' ', '_')));
        }
        return labels;
    }

    private static List<Label> without(String name, List<Label> labels) {
        return labels.stream().filter(label -> !label.name().equals(name)).toList();
    }

    @Override
    public synchronized void watched(WatchedSecond second) {
        set(Instrument.GENERATOR_CORES, List.of(), second.cores());
        if (second.ownNanos() != null) {
            add(Instrument.PROCESS_CPU, List.of(), second.ownNanos() / NANOS);
        }
        if (second.threads() != null) {
            add(Instrument.GENERATOR_CPU_WAITED, List.of(), second.threads().waitedNanos() / NANOS);
        }
        if (second.throttling() != null) {
            add(
                    Instrument.GENERATOR_CPU_THROTTLED,
                    List.of(),
                    second.throttling().throttledNanos() / NANOS);
        }
        WatchedSecond.Machine machine = second.machine();
        if (machine != null) {
            add(Instrument.MACHINE_CPU, mode("busy"), machine.busyNanos() / NANOS);
            add(Instrument.MACHINE_CPU, mode("idle"), machine.idleNanos() / NANOS);
            add(Instrument.MACHINE_CPU, mode("steal"), machine.stolenNanos() / NANOS);
        }
    }

    private static List<Label> mode(String mode) {
        return List.of(new Label(Label.MODE, mode));
    }

    private void set(Instrument gauge, List<Label> labels, double amount) {
        amounts.computeIfAbsent(gauge, first -> new LinkedHashMap<>()).put(labels, amount);
    }

    /// What the kernel counts may seem to run backwards by a tick.
    private void add(Instrument counter, List<Label> labels, double more) {
        amounts.computeIfAbsent(counter, first -> new LinkedHashMap<>()).merge(labels, Math.max(0, more), Double::sum);
    }

    private void add(Instrument instrument, List<Label> labels, Histogram histogram) {
        times.computeIfAbsent(instrument, first -> new LinkedHashMap<>())
                .computeIfAbsent(labels, first -> new Distribution())
                .add(histogram);
    }

    /// All of it, as it is now. A metric of which nothing was seen is absent.
    synchronized List<Family> families() {
        List<Family> families = new ArrayList<>();
        for (Instrument instrument : Instrument.values()) {
            boolean seen = amounts.containsKey(instrument) || times.containsKey(instrument);
            if (seen) {
                families.add(
                        switch (instrument.kind()) {
                            case COUNTER -> new Family.Counters(instrument, amounts(instrument));
                            case GAUGE -> new Family.Gauges(instrument, amounts(instrument));
                            case TIMES -> new Family.Times(instrument, times(instrument));
                        });
            }
        }
        return families;
    }

    private List<Amount> amounts(Instrument instrument) {
        List<Amount> series = new ArrayList<>();
        amounts.getOrDefault(instrument, Map.of()).forEach((labels, amount) -> series.add(new Amount(labels, amount)));
        return series;
    }

    private List<Spread> times(Instrument instrument) {
        List<Spread> series = new ArrayList<>();
        times.getOrDefault(instrument, Map.of())
                .forEach((labels, found) -> series.add(new Spread(labels, found.copy())));
        return series;
    }
}
