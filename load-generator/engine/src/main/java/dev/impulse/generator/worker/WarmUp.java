package dev.impulse.generator.worker;

import dev.impulse.generator.Limits;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.Stop;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.Witness;
import dev.impulse.generator.plan.Arrivals;
import dev.impulse.generator.plan.Constant;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import dev.impulse.generator.send.RunningCase;
import dev.impulse.generator.send.Sender;
import dev.impulse.generator.source.Feeding;
import dev.impulse.load.LoadGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Warms the engine's own code before the first phase: a small load test against a server inside the process, so that
/// neither the first triggers nor the SUT pay for classes that are loaded and code that is not compiled yet. What it
/// measures is thrown away.
final class WarmUp {
    private static final String NAME = "warm-up";
    private static final double TPS = 2000;
    private static final Duration PACED = Duration.ofMillis(80);
    private static final int USERS = 16;
    private static final Duration CLOSED = Duration.ofMillis(120);

    private WarmUp() {}

    static void run(List<Sender> senders) throws InterruptedException {
        try (var server = new WarmUpServer()) {
            LoadGenerator scenario =
                    load -> load.get("/").named(NAME).send().expect(200).text();
            var test = new LoadTest(
                    NAME,
                    server.address(),
                    List.of(new TestCase(NAME, () -> scenario)),
                    List.of(
                            phase("paced", PACED, new Demand.Open(new Constant(TPS), Arrivals.EVEN)),
                            phase("closed", CLOSED, new Demand.Closed(USERS))),
                    List.of(),
                    0,
                    Limits.DEFAULT);
            var running = List.of(new RunningCase(0, NAME, scenario, TestCase.Threads.LOOP));
            var toServer = senders.stream()
                    .map(sender -> sender.against(server.address()))
                    .toList();
            var phases = new PhaseRun(test, running, toServer, interval -> {}, Duration.ZERO);
            phases.start();
            phases.run(
                    Observer.NONE,
                    new LiveTimes(),
                    new Stop(),
                    new AbortWatch(test, new Timeline(test), Witness.NONE),
                    Feeding.none());
        } catch (IOException e) {
            // No socket to be had on the loopback: the run itself will tell what that means for it.
            System.getLogger("dev.impulse").log(System.Logger.Level.DEBUG, "the engine was not warmed up", e);
        }
    }

    private static Phase phase(String name, Duration lasting, Demand demand) {
        return new Phase(name, Phase.Kind.WARM_UP, lasting, Map.of(NAME, demand));
    }
}
