package dev.impulse.measure.watch;

import dev.impulse.measure.watch.WatchedSecond.Descriptors;
import dev.impulse.measure.watch.WatchedSecond.Heap;
import dev.impulse.measure.watch.WatchedSecond.ThreadTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Tells from what was seen what was scarce. Functions of their arguments alone.
///
/// For each second and each cause it is asked how much time the cause took from the generator; what is below 2 % of the
/// second is the noise of any machine. Threads that wait for a core do so for whoever has it: the quota and the host
/// first, the rest is divided between other programs and our own threads as they used the cores.
final class Diagnosis {
    private static final double NOISE = 0.02;

    /// From here on pauses of the JVM in a second are told.
    private static final long PAUSES_TOLD_NANOS = 10_000_000;

    /// The JVM tells the length of a garbage collection in whole milliseconds, cut off.
    private static final long PAUSE_UNIT_NANOS = 1_000_000;

    /// What others may use of a core, above what the kernel's counting by ticks gets wrong.
    private static final double OTHERS_TOLD_CORES = 0.1;

    /// Where threads' waiting is not known, a machine is busy when no more than this is idle.
    private static final double IDLE_OF_BUSY = 0.05;

    private static final double UNCOUNTED_TOLD = 0.05;

    /// Seconds that were scarce are told as one stretch across a single one that was not.
    private static final long GAP_NANOS = WatchedSecond.LENGTH * 11 / 10;

    private static final double USED_UP = 0.9;

    /// Below this share of the cores it is not our use of them that makes threads wait.
    private static final double MUCH_USED = 0.5;

    private static final double LOOP_BUSY = 0.9;
    private static final double HEAP_FULL = 0.9;
    private static final double DESCRIPTORS_FULL = 0.95;
    private static final double PORTS_FULL = 0.9;

    private Diagnosis() {}

    /// What was scarce in seconds and stalls: what cost time, most of it first, then what there was no room in.
    static List<Scarcity> of(List<WatchedSecond> seconds, List<Stall> stalls) {
        var scarcities = new ArrayList<Scarcity>();
        stopped(stalls, scarcities);
        throttled(seconds, scarcities);
        stolen(seconds, scarcities);
        takenByOthers(seconds, scarcities);
        usedUp(seconds, scarcities);
        loopBusy(seconds, scarcities);
        collecting(seconds, scarcities);
        jvmStopped(seconds, scarcities);
        full(seconds, scarcities);
        scarcities.sort(Comparator.comparing((Scarcity scarcity) -> scarcity instanceof Scarcity.OfRoom)
                .thenComparing(Comparator.comparingLong(Scarcity::lostNanos).reversed()));
        return List.copyOf(scarcities);
    }

    private static void stopped(List<Stall> stalls, List<Scarcity> scarcities) {
        var stops = stalls.stream()
                .filter(stall -> stall.cause() instanceof Stall.ProcessStopped)
                .map(Stall::when)
                .sorted(Comparator.comparingLong(Stretch::fromNanos))
                .toList();
        if (!stops.isEmpty()) {
            scarcities.add(new Scarcity.Stopped(
                    stops,
                    stops.stream().mapToLong(Stretch::lengthNanos).sum(),
                    stops.size(),
                    stops.stream().mapToLong(Stretch::lengthNanos).max().orElseThrow()));
        }
    }

    private static void throttled(List<WatchedSecond> seconds, List<Scarcity> scarcities) {
        var found = Found.in(seconds, Diagnosis::lostToQuota);
        if (found.any()) {
            var throttlings = found.all(WatchedSecond::throttling);
            scarcities.add(new Scarcity.Throttled(
                    found.when(),
                    found.lostNanos(),
                    throttlings.getLast().quotaCores(),
                    throttlings.stream()
                            .mapToLong(WatchedSecond.Throttling::periods)
                            .sum(),
                    throttlings.stream()
                            .mapToLong(WatchedSecond.Throttling::throttledPeriods)
                            .sum()));
        }
    }

    private static void stolen(List<WatchedSecond> seconds, List<Scarcity> scarcities) {
        var found = Found.in(seconds, Diagnosis::lostToHost);
        if (found.any()) {
            scarcities.add(new Scarcity.Stolen(
                    found.when(),
                    found.lostNanos(),
                    found.mean(second -> second.machine() == null
                            ? 0
                            : (double) takenByHost(second, second.machine()) / second.lengthNanos()),
                    found.most(second ->
                            second.machine() == null ? 0 : second.machine().cores())));
        }
    }

    private static void takenByOthers(List<WatchedSecond> seconds, List<Scarcity> scarcities) {
        var found = Found.in(seconds, Diagnosis::lostToOthers);
        if (found.any()) {
            scarcities.add(new Scarcity.TakenByOthers(
                    found.when(),
                    found.lostNanos(),
                    found.mean(second -> orZero(second.coresOfOthers())),
                    found.most(second ->
                            second.machine() == null ? 0 : second.machine().cores())));
        }
    }

    private static void usedUp(List<WatchedSecond> seconds, List<Scarcity> scarcities) {
        var found = Found.in(seconds, Diagnosis::lostToOurselves);
        if (found.any()) {
            scarcities.add(new Scarcity.UsedUp(
                    found.when(),
                    found.lostNanos(),
                    found.mean(second -> orZero(second.coresOfOurs())),
                    found.mean(WatchedSecond::cores)));
        }
    }

    private static void loopBusy(List<WatchedSecond> seconds, List<Scarcity> scarcities) {
        Map<String, List<WatchedSecond>> byLoop = new TreeMap<>();
        for (var second : seconds) {
            for (var loop : loops(second)) {
                byLoop.computeIfAbsent(loop.name(), name -> new ArrayList<>()).add(second);
            }
        }
        byLoop.forEach((name, ofLoop) -> {
            var found = Found.in(ofLoop, second -> lostToLoad(second, name));
            if (found.any()) {
                scarcities.add(new Scarcity.LoopBusy(
                        found.when(), found.lostNanos(), name, found.most(second -> shareOf(second, name))));
            }
        });
    }

    private static void collecting(List<WatchedSecond> seconds, List<Scarcity> scarcities) {
        var found = Found.in(seconds, Diagnosis::lostToCollection);
        if (found.any()) {
            var pauses = found.all(WatchedSecond::pauses);
            scarcities.add(new Scarcity.Collecting(
                    found.when(),
                    found.lostNanos(),
                    pauses.stream().mapToInt(WatchedSecond.Pauses::count).sum(),
                    pauses.stream()
                            .mapToLong(WatchedSecond.Pauses::longestNanos)
                            .max()
                            .orElseThrow()));
        }
    }

    private static void jvmStopped(List<WatchedSecond> seconds, List<Scarcity> scarcities) {
        var found = Found.in(seconds, Diagnosis::lostToStopsOfJvm);
        if (found.any()) {
            scarcities.add(new Scarcity.JvmStopped(found.when(), found.lostNanos()));
        }
    }

    /// What was nearly full: the whole of such a second is lost to whoever needs more of it.
    private static void full(List<WatchedSecond> seconds, List<Scarcity> scarcities) {
        var heap = Found.in(seconds, second -> wholeIf(second, share(second.heap()) >= HEAP_FULL));
        if (heap.any()) {
            var fullest = heap.all(WatchedSecond::heap).stream()
                    .max(Comparator.comparingLong(Heap::usedBytes))
                    .orElseThrow();
            scarcities.add(new Scarcity.OfHeap(heap.when(), heap.lostNanos(), fullest.usedBytes(), fullest.maxBytes()));
        }
        var descriptors = Found.in(seconds, second -> wholeIf(second, share(second.descriptors()) >= DESCRIPTORS_FULL));
        if (descriptors.any()) {
            var fullest = descriptors.all(WatchedSecond::descriptors).stream()
                    .max(Comparator.comparingLong(Descriptors::open))
                    .orElseThrow();
            scarcities.add(new Scarcity.OfDescriptors(
                    descriptors.when(), descriptors.lostNanos(), fullest.open(), fullest.limit()));
        }
        var ports = Found.in(seconds, second -> wholeIf(second, share(second.ports()) >= PORTS_FULL));
        if (ports.any()) {
            var fullest = ports.all(WatchedSecond::ports).stream()
                    .max(Comparator.comparingLong(WatchedSecond.Ports::taken))
                    .orElseThrow();
            scarcities.add(new Scarcity.OfPorts(
                    ports.when(), ports.lostNanos(), fullest.taken(), fullest.range(), fullest.toOneDestination()));
        }
    }

    /// The seconds in which a cause took time, and how much.
    private record Found(List<WatchedSecond> seconds, long lostNanos) {

        static Found in(List<WatchedSecond> seconds, ToLongFunction<WatchedSecond> lost) {
            return new Found(
                    seconds.stream()
                            .filter(second -> lost.applyAsLong(second) > 0)
                            .toList(),
                    seconds.stream().mapToLong(lost).sum());
        }

        boolean any() {
            return !seconds.isEmpty();
        }

        List<Stretch> when() {
            return Stretch.joined(seconds.stream().map(WatchedSecond::when).toList(), GAP_NANOS);
        }

        double mean(ToDoubleFunction<WatchedSecond> figure) {
            double weighted = seconds.stream()
                    .mapToDouble(second -> figure.applyAsDouble(second) * second.lengthNanos())
                    .sum();
            return weighted
                    / seconds.stream().mapToLong(WatchedSecond::lengthNanos).sum();
        }

        double most(ToDoubleFunction<WatchedSecond> figure) {
            return seconds.stream().mapToDouble(figure).max().orElseThrow();
        }

        <T> List<T> all(Function<WatchedSecond, @Nullable T> part) {
            var all = new ArrayList<T>();
            for (var second : seconds) {
                T known = part.apply(second);
                if (known != null) {
                    all.add(known);
                }
            }
            return all;
        }
    }

    private static long lostToQuota(WatchedSecond second) {
        var throttling = second.throttling();
        return throttling == null || throttling.throttledPeriods() == 0
                ? 0
                : aboveNoise(second, throttling.throttledNanos());
    }

    private static long lostToHost(WatchedSecond second) {
        var machine = second.machine();
        return machine == null ? 0 : aboveNoise(second, takenByHost(second, machine));
    }

    /// What is missing of the cores' time was the host's as well, where it is more than the kernel's counting gets
    /// wrong.
    private static long takenByHost(WatchedSecond second, WatchedSecond.Machine machine) {
        boolean isMissing = machine.uncountedNanos() >= UNCOUNTED_TOLD * machine.cores() * second.lengthNanos();
        return machine.stolenNanos() + (isMissing ? machine.uncountedNanos() : 0);
    }

    private static long lostToOthers(WatchedSecond second) {
        Double others = second.coresOfOthers();
        if (others == null || others < OTHERS_TOLD_CORES) {
            return 0;
        }
        if (second.threads() != null) {
            return aboveNoise(second, waited(second).forOthersNanos());
        }
        var machine = second.machine();
        if (machine == null || machine.idleShare() > IDLE_OF_BUSY) {
            return 0;
        }
        return aboveNoise(second, (long) (second.lengthNanos() * Math.min(1, others / machine.cores())));
    }

    /// All of a second in which every core that we may use was ours; else what our threads waited for one another. That
    /// the quota allowed no more is not our using up the cores.
    private static long lostToOurselves(WatchedSecond second) {
        if (lostToQuota(second) > 0) {
            return 0;
        }
        double ours = orZero(second.coresOfOurs());
        if (ours < MUCH_USED * second.cores()) {
            return 0;
        }
        boolean all = ours >= USED_UP * second.cores();
        return all ? second.lengthNanos() : aboveNoise(second, waited(second).forOursNanos());
    }

    /// What a loop used beyond the share up to which it is not busy: its spinning makes more than that no certain sign.
    private static long lostToLoad(WatchedSecond second, String loop) {
        return Math.max(0, (long) ((shareOf(second, loop) - LOOP_BUSY) * second.lengthNanos()));
    }

    private static long lostToCollection(WatchedSecond second) {
        long nanos = second.pauses().totalNanos();
        return nanos < PAUSES_TOLD_NANOS ? 0 : nanos;
    }

    private static long lostToStopsOfJvm(WatchedSecond second) {
        var stops = second.jvmStops();
        if (stops == null) {
            return 0;
        }
        var pauses = second.pauses();
        long others = stops.totalNanos() - pauses.totalNanos() - pauses.count() * PAUSE_UNIT_NANOS;
        return others < PAUSES_TOLD_NANOS ? 0 : others;
    }

    /// How long loops waited for a core, by whom they waited for.
    private record Waited(long forOthersNanos, long forOursNanos) {}

    private static Waited waited(WatchedSecond second) {
        double forOthers = 0;
        double forOurs = 0;
        double others = orZero(second.coresOfOthers()) * second.lengthNanos();
        double ours = orZero(second.coresOfOurs()) * second.lengthNanos();
        for (var loop : loops(second)) {
            double oursBeside = Math.max(0, ours - loop.usedNanos());
            double shareOfOthers = others + oursBeside == 0 ? 0 : others / (others + oursBeside);
            forOthers += loop.waitedNanos() * shareOfOthers;
            forOurs += loop.waitedNanos() * (1 - shareOfOthers);
        }
        double all = forOthers + forOurs;
        double left = all == 0 ? 0 : Math.max(0, all - lostToQuota(second) - lostToHost(second)) / all;
        return new Waited((long) (forOthers * left), (long) (forOurs * left));
    }

    private static List<ThreadTime> loops(WatchedSecond second) {
        return second.threads() == null ? List.of() : second.threads().loops();
    }

    private static double shareOf(WatchedSecond second, String loop) {
        return loops(second).stream()
                .filter(thread -> thread.name().equals(loop))
                .mapToDouble(thread -> (double) thread.usedNanos() / second.lengthNanos())
                .max()
                .orElse(0);
    }

    /// No more can be lost of a second than all of it.
    private static long aboveNoise(WatchedSecond second, long nanos) {
        return nanos < NOISE * second.lengthNanos() ? 0 : Math.min(nanos, second.lengthNanos());
    }

    private static long wholeIf(WatchedSecond second, boolean full) {
        return full ? second.lengthNanos() : 0;
    }

    private static double share(@Nullable Heap heap) {
        return heap == null ? 0 : (double) heap.usedBytes() / heap.maxBytes();
    }

    private static double share(@Nullable Descriptors descriptors) {
        return descriptors == null ? 0 : (double) descriptors.open() / descriptors.limit();
    }

    /// All sockets of the machine are no reason: most of them may be others', or to other destinations.
    private static double share(WatchedSecond.@Nullable Ports ports) {
        return ports == null || !ports.toOneDestination() ? 0 : (double) ports.taken() / ports.range();
    }

    private static double orZero(@Nullable Double figure) {
        return figure == null ? 0 : figure;
    }
}
