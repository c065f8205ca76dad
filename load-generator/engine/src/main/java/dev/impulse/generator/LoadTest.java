package dev.impulse.generator;

import dev.impulse.generator.judge.Gate;
import dev.impulse.generator.plan.Phase;
import dev.impulse.generator.report.RunFolder;
import dev.impulse.generator.worker.DebugRun;
import dev.impulse.generator.worker.LoadTestRun;
import dev.impulse.load.LoadGenerator;
import dev.impulse.wire.client.AllowedHosts;
import dev.impulse.wire.client.Origin;
import dev.impulse.wire.client.Resolver;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A load test as a value: what to run, how fast, against what, and what must hold.
///
/// ```java
/// LoadTest.of(Checkout::new).at(perSecond(200)).lasting(ofSeconds(30)).against(shop.url()).warmingUpFor(ofSeconds(10))
///     .requiring("p99 < 300 ms", "errors = 0").run().orThrow();
/// ```
///
/// @param target `http://` or `https://`, with host, port and, if wanted, a path that goes before every request's
/// @param gates what must hold; without one only the run's own validity is judged
/// @param seed of every random choice
/// @param allowed which hosts may be sent to
/// @param scrub what is taken out of the samples of failures
/// @param trace what requests say of the traces that they belong to
/// @param feeders files of rows that triggers get, under their names
public record LoadTest(
        String name,
        URI target,
        List<TestCase> testCases,
        List<Phase> phases,
        List<Gate> gates,
        long seed,
        Limits limits,
        AllowedHosts allowed,
        Scrub scrub,
        Trace trace,
        List<Feeder> feeders) {

    public LoadTest {
        testCases = List.copyOf(testCases);
        phases = List.copyOf(phases);
        gates = List.copyOf(gates);
        feeders = List.copyOf(feeders);
    }

    /// One without feeders.
    public LoadTest(
            String name,
            URI target,
            List<TestCase> testCases,
            List<Phase> phases,
            List<Gate> gates,
            long seed,
            Limits limits,
            AllowedHosts allowed,
            Scrub scrub,
            Trace trace) {
        this(name, target, testCases, phases, gates, seed, limits, allowed, scrub, trace, List.of());
    }

    /// One that sends to this machine and private networks only, with what is said of the rest by default.
    public LoadTest(
            String name,
            URI target,
            List<TestCase> testCases,
            List<Phase> phases,
            List<Gate> gates,
            long seed,
            Limits limits) {
        this(name, target, testCases, phases, gates, seed, limits, AllowedHosts.PRIVATE, Scrub.USUAL, Trace.DEFAULT);
    }

    /// How long all its phases last, one after the other.
    public Duration lasting() {
        return phases.stream().map(Phase::lasting).reduce(Duration.ZERO, Duration::plus);
    }

    /// Begins a load test of one scenario, from an IDE's `main` or a unit test.
    public static LoadTestBuilder of(Supplier<? extends LoadGenerator> scenario) {
        return new LoadTestBuilder(scenario);
    }

    /// Runs it in this process, on as many event loops as there are processors but one, and blocks until it is over.
    ///
    /// @throws TargetNotAllowed when its target has a public address that [#allowed] does not name
    /// @throws InterruptedException when the thread is interrupted; everything is taken down first
    public Result run(Observer observer) throws InterruptedException {
        return run(observer, null);
    }

    /// Runs it, and writes the histograms of each second as it goes.
    ///
    /// @param folder where they go, and where it is said how far the run is; null: nowhere
    /// @throws dev.impulse.generator.worker.HistogramsNotWritten when that could not be written; it has the result
    /// @throws TargetNotAllowed when its target has a public address that [#allowed] does not name
    /// @throws InterruptedException when the thread is interrupted; everything is taken down first
    public Result run(Observer observer, @Nullable RunFolder folder) throws InterruptedException {
        return run(observer, folder, new Stop());
    }

    /// Runs it until its phases are over, or it is stopped.
    ///
    /// @param folder where histograms go, and where it is said how far the run is; null: nowhere
    /// @param stop lets another thread end it early
    /// @throws dev.impulse.generator.worker.HistogramsNotWritten when that could not be written; it has the result
    /// @throws TargetNotAllowed when its target has a public address that [#allowed] does not name
    /// @throws InterruptedException when the thread is interrupted; everything is taken down first
    public Result run(Observer observer, @Nullable RunFolder folder, Stop stop) throws InterruptedException {
        return run(observer, Witness.NONE, folder, stop);
    }

    /// Runs it, and asks a witness what it saw around the generator.
    ///
    /// @param folder where histograms go, and where it is said how far the run is; null: nowhere
    /// @param stop lets another thread end it early
    /// @throws dev.impulse.generator.worker.HistogramsNotWritten when that could not be written; it has the result
    /// @throws TargetNotAllowed when its target has a public address that [#allowed] does not name
    /// @throws InterruptedException when the thread is interrupted; everything is taken down first
    public Result run(Observer observer, Witness witness, @Nullable RunFolder folder, Stop stop)
            throws InterruptedException {
        refuseTargetThatIsNotAllowed();
        int loops = Integer.getInteger(
                "impulse.loops", Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
        return new LoadTestRun(this, loops, folder).run(observer, witness, stop);
    }

    /// Runs a single trigger of a test case between its set-up and tear-down, and says all that it did. It gets the
    /// rows and the randomness that it has in a run.
    ///
    /// @param testCase the name of one
    /// @param number of the trigger, from 0
    /// @param stop asks the scenario to end
    /// @throws TargetNotAllowed when its target has a public address that [#allowed] does not name
    /// @throws InterruptedException when the thread is interrupted; everything is taken down first
    public DebuggedTrigger debug(String testCase, long number, Stop stop) throws InterruptedException {
        refuseTargetThatIsNotAllowed();
        return new DebugRun(this, testCase, number).run(stop);
    }

    private void refuseTargetThatIsNotAllowed() {
        try {
            var host = Origin.of(target).host();
            var refusal = allowed.refusal(host, Resolver.SYSTEM.addresses(host));
            if (refusal != null) {
                throw new TargetNotAllowed(target, refusal);
            }
        } catch (UnknownHostException unknown) {
            // Each request will tell; and each name is looked at again before it is connected to.
        }
    }
}
