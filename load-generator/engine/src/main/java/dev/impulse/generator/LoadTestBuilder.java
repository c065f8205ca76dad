package dev.impulse.generator;

import dev.impulse.generator.judge.Gate;
import dev.impulse.generator.plan.Arrivals;
import dev.impulse.generator.plan.Constant;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import dev.impulse.load.LoadGenerator;
import dev.impulse.wire.client.AllowedHosts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Puts a load test of one scenario together: a warm-up if wanted, and one steady phase. Needed are [#against] and one
/// of [#at] and [#users]. For one thread.
public final class LoadTestBuilder {
    private static final Duration USUAL_LENGTH = Duration.ofSeconds(30);

    private final Supplier<? extends LoadGenerator> scenario;
    private final List<Gate> gates = new ArrayList<>();
    private @Nullable String name;
    private @Nullable URI target;
    private @Nullable Demand demand;
    private Duration lasting = USUAL_LENGTH;
    private Duration warmUp = Duration.ZERO;
    private TestCase.Threads threads = TestCase.Threads.LOOP;
    private Limits limits = Limits.DEFAULT;
    private AllowedHosts allowed = AllowedHosts.PRIVATE;
    private Scrub scrub = Scrub.USUAL;
    private Trace trace = Trace.DEFAULT;
    private final List<Feeder> feeders = new ArrayList<>();
    private long seed = ThreadLocalRandom.current().nextLong() >>> 32;

    LoadTestBuilder(Supplier<? extends LoadGenerator> scenario) {
        this.scenario = scenario;
    }

    /// Names the test case; the scenario's class name when nothing is said, or `scenario` where that has none.
    public LoadTestBuilder named(String name) {
        this.name = name;
        return this;
    }

    /// Open model: triggers at a rate, whatever the system under test does.
    public LoadTestBuilder at(Rate rate) {
        demand = new Demand.Open(new Constant(rate.triggersPerSecond()), Arrivals.EVEN);
        return this;
    }

    /// Closed model: users who each start the next trigger when the last has ended.
    public LoadTestBuilder users(int users) {
        demand = new Demand.Closed(users);
        return this;
    }

    /// How long the steady phase lasts; 30 s when nothing is said.
    public LoadTestBuilder lasting(Duration time) {
        lasting = time;
        return this;
    }

    /// How long the same load runs before, unjudged.
    public LoadTestBuilder warmingUpFor(Duration time) {
        warmUp = time;
        return this;
    }

    /// Where requests go.
    ///
    /// @param target such as `http://localhost:8080`
    public LoadTestBuilder against(URI target) {
        this.target = target;
        return this;
    }

    /// Where requests go.
    ///
    /// @param target such as `http://localhost:8080`
    public LoadTestBuilder against(String target) {
        return against(URI.create(target));
    }

    /// Adds gates, such as `p99 < 300 ms` and `errors = 0`.
    ///
    /// @throws dev.impulse.generator.plan.MalformedText when one is none
    public LoadTestBuilder requiring(String... gates) {
        for (var gate : gates) {
            this.gates.add(Gate.parse(gate));
        }
        return this;
    }

    /// What the scenario's triggers run on.
    public LoadTestBuilder on(TestCase.Threads threads) {
        this.threads = threads;
        return this;
    }

    /// Lets it send to hosts that have public addresses, such as `staging.example.com`, or `*.example.com` for all
    /// below it. Without it, it sends to this machine and private networks only.
    public LoadTestBuilder allowing(String... hosts) {
        allowed = allowed.and(new AllowedHosts(List.of(hosts)));
        return this;
    }

    /// What will not be exceeded.
    public LoadTestBuilder within(Limits limits) {
        this.limits = limits;
        return this;
    }

    /// What is taken out of the samples of failures, beyond what always is.
    public LoadTestBuilder scrubbing(Scrub scrub) {
        this.scrub = scrub;
        return this;
    }

    /// What requests say of the traces that they belong to.
    public LoadTestBuilder tracing(Trace trace) {
        this.trace = trace;
        return this;
    }

    /// Gives the scenario the rows of a file (`.csv` or `.jsonl`) for `load.feed(name)`: trigger 0 the first, from the
    /// begin again when they are used up.
    public LoadTestBuilder feeding(String name, Path file) {
        return feeding(Feeder.of(name, file));
    }

    /// Gives the scenario the rows of a file in an order, and says what happens when they are used up.
    public LoadTestBuilder feeding(Feeder feeder) {
        feeders.add(feeder);
        return this;
    }

    /// Repeats the random choices of an earlier run.
    public LoadTestBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /// The load test as a value.
    ///
    /// @throws IllegalStateException when the target, or how much load, is missing
    public LoadTest build() {
        if (target == null) {
            throw new IllegalStateException("target: missing (expected: against(\"http://…\"))");
        }
        if (demand == null) {
            throw new IllegalStateException("load: missing (expected: at(perSecond(…)) or users(…))");
        }
        var first = scenario.get();
        var called = name == null ? nameOf(first) : name;
        var unused = new AtomicReference<@Nullable LoadGenerator>(first);
        Supplier<LoadGenerator> instances = () -> {
            var instance = unused.getAndSet(null);
            return instance == null ? scenario.get() : instance;
        };
        var phases = new ArrayList<Phase>();
        if (warmUp.isPositive()) {
            phases.add(new Phase("warm-up", Phase.Kind.WARM_UP, warmUp, Map.of(called, demand)));
        }
        phases.add(new Phase("steady", Phase.Kind.STEADY, lasting, Map.of(called, demand)));
        return new LoadTest(
                called,
                target,
                List.of(new TestCase(called, instances, threads)),
                phases,
                gates,
                seed,
                limits,
                allowed,
                scrub,
                trace,
                feeders);
    }

    /// A lambda's class has a name that changes from run to run.
    private static String nameOf(LoadGenerator scenario) {
        var type = scenario.getClass();
        return type.isHidden() || type.isAnonymousClass() ? "scenario" : type.getSimpleName();
    }

    /// Runs it in this process, and blocks until it is over.
    ///
    /// @throws InterruptedException when the thread is interrupted; everything is taken down first
    public Result run() throws InterruptedException {
        return build().run(Observer.NONE);
    }
}
