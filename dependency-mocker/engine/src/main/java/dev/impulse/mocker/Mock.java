package dev.impulse.mocker;

import dev.impulse.measure.Ending;
import dev.impulse.mocker.MockEvidence.OfDependency;
import dev.impulse.mocker.journal.Journal;
import dev.impulse.mocker.journal.SelfWatch;
import dev.impulse.mocker.listen.Administration;
import dev.impulse.mocker.listen.HeldAnswers;
import dev.impulse.mocker.listen.Served;
import dev.impulse.mocker.listen.Timeline;
import dev.impulse.mocker.stub.Dependency;
import dev.impulse.wire.loop.Loop;
import dev.impulse.wire.loop.Loops;
import dev.impulse.wire.server.HttpServer;
import dev.impulse.wire.server.Listening;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Mocks of dependencies, each on a port of its own, in this process. Any thread.
///
/// ```java
/// try (var mock = Mock.start(List.of(payments), MockOptions.ofSeed(42)).orThrow()) {
///     String url = mock.url("payments").toString();
///     ...
///     MockEvidence evidence = mock.evidence();
/// }
/// ```
public final class Mock implements AutoCloseable {
    private final MockOptions options;
    private final Loops loops;
    private final Journal journal;
    private final List<Served> served;
    private final SelfWatch watch;
    private @Nullable HttpServer administration;
    private @Nullable Instant begin;
    private boolean isClosed;

    private Mock(MockOptions options, Loops loops, Journal journal, List<Served> served) {
        this.options = options;
        this.loops = loops;
        this.journal = journal;
        this.served = List.copyOf(served);
        this.watch = new SelfWatch(loops.all());
    }

    /// Starts mocks: those of all dependencies, or none.
    ///
    /// @throws IllegalArgumentException when two dependencies have one name or one port
    public static MockStart start(List<Dependency> dependencies, MockOptions options) {
        check(dependencies);
        var loops = Loops.of(options.loops());
        var journal = new Journal();
        Map<Loop, HeldAnswers> held = new HashMap<>();
        for (var loop : loops.all()) {
            var ofLoop = new HeldAnswers();
            held.put(loop, ofLoop);
            loop.execute(() -> loop.work(ofLoop));
        }
        List<Served> served = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (var dependency : dependencies) {
            var each = new Served(dependency, served.size(), options.seed(), journal);
            served.add(each);
            refused(dependency.name(), each.listen(loops, options.address(), held), reasons);
        }
        var mock = new Mock(options, loops, journal, served);
        var port = options.administrationPort();
        if (port != null) {
            var listening = Administration.listen(loops, port, mock);
            refused("administration", listening, reasons);
            if (listening instanceof Listening.Up(var up)) {
                mock.administration = up;
            }
        }
        if (reasons.isEmpty()) {
            return new MockStart.Up(mock);
        }
        mock.close();
        return new MockStart.Refused(reasons);
    }

    private static void refused(String name, Listening listening, List<String> reasons) {
        if (!(listening instanceof Listening.Up)) {
            reasons.add(name + ": " + listening.text());
        }
    }

    private static void check(List<Dependency> dependencies) {
        Set<String> names = new HashSet<>();
        Set<Integer> ports = new HashSet<>();
        for (var dependency : dependencies) {
            var port = dependency.port();
            if (!names.add(dependency.name())) {
                throw new IllegalArgumentException(
                        "dependencies: two called " + dependency.name() + " (expected: each name once)");
            }
            if (port != null && port != 0 && !ports.add(port)) {
                throw new IllegalArgumentException("port of " + dependency.name() + ": " + port
                        + ", which another dependency has (expected: each port once)");
            }
        }
    }

    /// The dependencies, in the order in which they were given.
    public List<Dependency> dependencies() {
        return served.stream().map(Served::dependency).toList();
    }

    /// Where a dependency listens.
    ///
    /// @throws IllegalArgumentException when there is none of that name
    public InetSocketAddress address(String dependency) {
        return served.stream()
                .filter(each -> each.dependency().name().equals(dependency))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("dependency: " + dependency + " (expected: one of "
                        + served.stream().map(each -> each.dependency().name()).toList() + ")"))
                .address();
    }

    /// The address of a dependency, such as `http://127.0.0.1:9001`.
    ///
    /// @throws IllegalArgumentException when there is none of that name
    public URI url(String dependency) {
        var address = address(dependency);
        var host = address.getAddress().isAnyLocalAddress()
                ? "localhost"
                : address.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    /// The port of the administration.
    ///
    /// @throws IllegalStateException when there is none
    public int administrationPort() {
        var up = administration;
        if (up == null) {
            throw new IllegalStateException("there is no administration (expected: MockOptions with its port)");
        }
        return up.port();
    }

    /// Says when the phases of a load test begin. Empties the journal, and numbers calls from 0 again, so that the same
    /// seed gives the same.
    ///
    /// @throws IllegalArgumentException when something is asked of a dependency that is not mocked here
    public synchronized void phases(MockPhases phases) {
        var known = served.stream().map(each -> each.dependency().name()).toList();
        for (var phase : phases.all()) {
            for (var asked : phase.asked().keySet()) {
                if (!known.contains(asked)) {
                    throw new IllegalArgumentException("phase " + phase.name().name() + ": " + asked
                            + " (expected: one of the dependencies " + known + ")");
                }
            }
        }
        var now = Instant.now();
        long beginNanos =
                System.nanoTime() + Duration.between(now, phases.begin()).toNanos();
        begin = phases.begin();
        begin(new Timeline(beginNanos, phases.all()));
        watch.restart(beginNanos);
    }

    private void begin(Timeline timeline) {
        journal.empty();
        for (var each : served) {
            each.begin(timeline);
        }
    }

    /// Empties the journal. Phases go on, and so do the numbers of calls.
    public synchronized void forget() {
        journal.empty();
        served.forEach(Served::turnPage);
    }

    /// What came of the calls so far.
    ///
    /// @throws IllegalStateException after [#close]
    public synchronized MockEvidence evidence() {
        if (isClosed) {
            throw new IllegalStateException("the mock is closed (expected: its evidence is asked for before)");
        }
        var read = journal.read(served);
        List<OfDependency> dependencies = new ArrayList<>();
        for (int place = 0; place < served.size(); place++) {
            var each = served.get(place);
            dependencies.add(new OfDependency(
                    each.dependency().name(),
                    each.address().getPort(),
                    read.get(place).phases(),
                    read.get(place).unmatched()));
        }
        return new MockEvidence(options.seed(), begin, dependencies, watch.seconds());
    }

    /// Accepts no more calls, answers those that have come, and ends; what is not answered within the grace is cut off.
    ///
    /// @return what came of all calls
    /// @throws IllegalStateException when it was closed before
    public synchronized MockEvidence end(Duration grace) {
        listenNoMore(grace);
        var evidence = evidence();
        close();
        return evidence;
    }

    private void listenNoMore(Duration grace) {
        // Connections wait for their answers side by side, and so do servers for their connections.
        List<Thread> closing = new ArrayList<>();
        for (var each : served) {
            closing.add(Thread.startVirtualThread(() -> each.close(grace)));
        }
        closing.forEach(Ending::await);
    }

    /// Cuts off all connections, and ends.
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        listenNoMore(Duration.ZERO);
        var up = administration;
        if (up != null) {
            up.close();
        }
        watch.close();
        loops.close();
        journal.close();
    }
}
