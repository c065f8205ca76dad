package dev.impulse.ci.command;

import dev.impulse.ci.run.ExitCode;
import dev.impulse.ci.run.Generator;
import dev.impulse.ci.run.Run;
import dev.impulse.ci.run.Terminal;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.judge.Known;
import dev.impulse.generator.plan.Phase;
import dev.impulse.wire.client.Resolver;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A load test's file, or a single scenario.
@Command(
        name = "run",
        description = "Run a load test's file, or a single scenario.",
        sortOptions = false,
        parameterListHeading = "%nWhat:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  impulse run loadtest.yaml",
            "  impulse run loadtest.yaml --target http://staging:8080 --seed 7",
            "  impulse run loadtest.yaml --profile nightly --var RATE=50 --secrets-file secrets.env",
            "  impulse run Checkout.java --target http://localhost:8080 --tps 50 --for 30s --warm-up 10s",
            "  impulse run Checkout.kt --target http://localhost:8080 --tps \"5 -> 50\" --for 1m \\",
            "      --classpath build/libs/shop-client.jar --gate \"p99 < 300 ms\"",
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "a load test (.yaml), or a scenario (.java, .kt)")
    private Path file = Path.of("");

    @Option(names = "--target", paramLabel = "URL", description = "What to test; goes before the file's.")
    private String target = "";

    @Option(
            names = "--tps",
            paramLabel = "RATE",
            description = "Of a single scenario: triggers per second, such as 50 or \"5 -> 50\".")
    private String tps = "";

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "Of a single scenario: how long (30s when nothing is said).")
    private String lasting = "";

    @Option(
            names = "--warm-up",
            paramLabel = "DURATION",
            description = "Of a single scenario: a phase at the same rate before, which is not judged.")
    private String warmUp = "";

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    @Mixin
    private FillOptions fill = new FillOptions();

    @Mixin
    private Options options = new Options();

    private final PrintStream out;
    private final Generator generator;
    private final Resolver resolver;

    RunCommand(PrintStream out, Generator generator, Resolver resolver) {
        this.out = out;
        this.generator = generator;
        this.resolver = resolver;
    }

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = Display.terminal(out, options.colour.when);
        Call call = new Call();
        Run run = SingleScenario.isOne(file) ? single(call, terminal) : fromFile(call, terminal);
        if (run == null || call.hasMistakes()) {
            terminal.line(call.told());
            return ExitCode.MISTAKES.number();
        }
        return run.on(generator, resolver, terminal).number();
    }

    /// Null when there are mistakes.
    private @Nullable Run fromFile(Call call, Terminal terminal) {
        Map<String, String> foreign = new LinkedHashMap<>();
        foreign.put("--tps", tps);
        foreign.put("--for", lasting);
        foreign.put("--warm-up", warmUp);
        SingleScenario.refuseBeside(file, foreign, call);
        DefinedRun defined = DefinedRun.read(file, fill, classPath.paths(), call, terminal);
        return defined == null ? null : defined.run(target, options);
    }

    private Run single(Call call, Terminal terminal) {
        if (target.isEmpty()) {
            call.mistake("--target", "not given", "what to test, such as http://localhost:8080");
        }
        if (tps.isEmpty()) {
            call.mistake("--tps", "not given", "a rate such as 50 or \"5 -> 50\"");
        }
        URI uri = target.isEmpty() ? URI.create("http://localhost") : call.uri("--target", target);
        String name = options.name.isEmpty() ? SingleScenario.name(file) : options.name;
        fill.refuseBeside(file, call);
        List<Phase> phases =
                call.phases("--tps", name, tps.isEmpty() ? "1" : tps, lasting.isEmpty() ? "30s" : lasting, warmUp);
        LoadTest loadTest = call.loadTest(
                name,
                uri,
                new TestCase(name, SingleScenario.of(file, classPath.paths(), call, terminal)),
                phases,
                call.gates(options.gates, new Known(List.of(name), phases)),
                options.seed,
                options.allowed);
        return new Run(
                loadTest,
                List.of(),
                null,
                call.destination(options.results, options.out),
                null,
                options.channels(call),
                List.of(),
                call.baseline(options.baseline, phases));
    }
}
