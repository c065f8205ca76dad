package dev.impulse.benchmarks.soak;

import dev.impulse.generator.Limits;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Result;
import dev.impulse.generator.plan.Arrivals;
import dev.impulse.generator.plan.Constant;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs every kind of client on the loops for a time. `benchmarks/soak/run` starts it.
///
/// Exit code 0: every trigger was ok, the ledger balances, no loop stood still, nothing grew beyond its bound. 1: not
/// so; the last lines say what. 2: called wrongly.
public final class Soak {
    /// Beyond this a call counts as failed. Long, so that a machine busy with other things fails none: what was
    /// forgotten by a scheduler never ends.
    static final Duration PATIENCE = Duration.ofMinutes(5);

    /// What a heap of 256 MB can hold of them, when the machine is so busy that they pile up.
    private static final int TRIGGERS_IN_FLIGHT = 2_000;

    private static final String PHASE = "steady";

    private Soak() {}

    /// Runs it.
    ///
    /// @param arguments how many minutes, and a folder for dumps and recordings
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2 || !arguments[0].matches("[1-9][0-9]{0,3}")) {
            System.err.println("arguments: " + List.of(arguments) + " (expected: minutes, such as 60, and a folder)");
            System.exit(2);
        }
        var lasting = Duration.ofMinutes(Long.parseLong(arguments[0]));
        var folder = Files.createDirectories(Path.of(arguments[1]));
        Security.setProperty("networkaddress.cache.ttl", "0"); // or look-ups would be of the cache only
        var wrong = run(lasting, folder);
        wrong.forEach(line -> System.out.println("WRONG: " + line));
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    private static List<String> run(Duration lasting, Path folder) throws IOException, InterruptedException {
        var files = Files.createTempDirectory(folder, "files");
        var kinds = Kinds.all(files);
        var bounds = new Bounds();
        var dumps = new Dumps(folder);
        var flights = new Flights(folder);
        var lookout = new Lookout(kinds, bounds, dumps, flights, Math.min(60, lasting.toSeconds() / 3));
        Result result;
        try (var server = new Server()) {
            lookout.start();
            result = loadTest(kinds, lasting, server.target()).run(lookout);
        } finally {
            lookout.end();
        }
        Files.delete(files); // empty, or files were left over
        var wrong = new ArrayList<>(lookout.found());
        wrong.addAll(bounds.exceeded());
        wrong.addAll(inLedger(result));
        for (var kind : kinds) {
            if (kind.scenario().failed() > 0) {
                wrong.add(kind.name() + ": " + kind.scenario().failed() + " failed (expected: none)");
            }
        }
        if (dumps.virtualThreadsSeen() == 0 && dumps.taken() > 10) {
            wrong.add("thread dumps: no virtual thread was seen in " + dumps.taken() + " of them");
        }
        System.out.println(new Summary(lasting, result, bounds, dumps, flights, wrong).json());
        return wrong;
    }

    private static LoadTest loadTest(List<Kind> kinds, Duration lasting, URI target) {
        Map<String, Demand> demands = new LinkedHashMap<>();
        kinds.forEach(
                kind -> demands.put(kind.name(), new Demand.Open(new Constant(kind.perSecond()), Arrivals.POISSON)));
        return new LoadTest(
                "soak",
                target,
                kinds.stream().map(Kind::testCase).toList(),
                List.of(new Phase(PHASE, Phase.Kind.STEADY, lasting, demands)),
                List.of(),
                1,
                new Limits(TRIGGERS_IN_FLIGHT, 10_000, PATIENCE, PATIENCE, PATIENCE, PATIENCE));
    }

    private static List<String> inLedger(Result result) {
        var wrong = new ArrayList<String>();
        for (var testCase : result.phases().getFirst().testCases()) {
            var ledger = testCase.ledger();
            if (!ledger.balances()) {
                wrong.add(testCase.name() + ": the ledger does not balance: " + ledger);
            } else if (ledger.ok() != ledger.planned()) {
                wrong.add(testCase.name() + ": " + ledger + " (expected: all ok)");
            }
        }
        for (var failure : result.failures()) {
            wrong.add(failure.testCase() + ": " + failure.reason() + " " + failure.stack());
        }
        return wrong;
    }
}
