package dev.impulse.ci.command;

import dev.impulse.ci.run.Debugging;
import dev.impulse.ci.run.ExitCode;
import dev.impulse.ci.run.Terminal;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.report.TriggerFolder;
import dev.impulse.schema.Nearest;
import dev.impulse.wire.client.Resolver;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// One trigger, looked at closely.
@Command(
        name = "debug",
        description = "Run one trigger, and show each request and answer, when it happened, and what failed.",
        sortOptions = false,
        parameterListHeading = "%nWhat:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  impulse debug Checkout.java --target http://localhost:8080",
            "  impulse debug loadtest.yaml checkout",
            "  impulse debug loadtest.yaml checkout --number 1204 --seed 9448",
            "  impulse debug loadtest.yaml checkout --var USER=u-1 --secrets-file secrets.env --save checkout-debug",
            "",
            "Set-up, the trigger and tear-down run once. Secrets are taken out, as of samples of failures. It exits with 0",
            "when the trigger was ok, 1 when it failed, 3 for mistakes, 4 when the system or set-up failed.",
        })
final class DebugCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "a load test (.yaml), or a scenario (.java, .kt)")
    private Path file = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TEST-CASE",
            description = "of a load test's file: which one; may be left out when there is only one")
    private String testCase = "";

    @Option(names = "--target", paramLabel = "URL", description = "What to send to; goes before the file's.")
    private String target = "";

    @Option(
            names = "--number",
            paramLabel = "K",
            description = "Which trigger: its rows, and with the seed its randomness (default: 0, the first).")
    private String number = "0";

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Repeats every random choice of a run with the same seed.")
    private String seed = "";

    @Option(
            names = "--save",
            paramLabel = "DIR",
            description = "Keeps each request and answer as a file there, and all in debug.json.")
    private @Nullable Path save;

    @Option(
            names = "--allow-target",
            paramLabel = "HOST",
            description = "Lets it send to a host with a public address; may be given more than once.")
    private List<String> allowed = List.of();

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    @Mixin
    private FillOptions fill = new FillOptions();

    @Mixin
    private ColourOption colour = new ColourOption();

    private final PrintStream out;
    private final Resolver resolver;

    DebugCommand(PrintStream out, Resolver resolver) {
        this.out = out;
        this.resolver = resolver;
    }

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = Display.terminal(out, colour.when);
        Call call = new Call();
        long trigger = call.number("--number", number);
        if (save != null && !TriggerFolder.takes(save)) {
            call.mistake("--save", save + ": other things are in it", "a new folder, an empty one, or an earlier one");
        }
        Debugging debugging =
                SingleScenario.isOne(file) ? single(trigger, call, terminal) : fromFile(trigger, call, terminal);
        if (debugging == null || call.hasMistakes()) {
            terminal.line(call.told());
            return ExitCode.MISTAKES.number();
        }
        return debugging.on(resolver, terminal).number();
    }

    /// Null when there are mistakes.
    private @Nullable Debugging fromFile(long trigger, Call call, Terminal terminal) {
        DefinedRun defined = DefinedRun.read(file, fill, classPath.paths(), call, terminal);
        return defined == null
                ? null
                : defined.debugging(chosen(defined.testCases(), call), trigger, target, seed, allowed, save);
    }

    private String chosen(List<TestCase> testCases, Call call) {
        List<String> names = testCases.stream().map(TestCase::name).toList();
        if (testCase.isEmpty() && names.size() > 1) {
            call.mistake("TEST-CASE", "not given", "one of " + String.join(", ", names));
        } else if (!testCase.isEmpty() && !names.contains(testCase)) {
            call.mistake("TEST-CASE", testCase + ": no such test case", Nearest.advice(testCase, names));
        }
        return testCase.isEmpty() ? names.getFirst() : testCase;
    }

    private Debugging single(long trigger, Call call, Terminal terminal) {
        if (target.isEmpty()) {
            call.mistake("--target", "not given", "what to send to, such as http://localhost:8080");
        }
        if (!testCase.isEmpty()) {
            call.mistake("TEST-CASE", testCase + ", beside " + file, "only with a load test's file");
        }
        fill.refuseBeside(file, call);
        String name = SingleScenario.name(file);
        LoadTest loadTest = call.loadTest(
                name,
                target.isEmpty() ? URI.create("http://localhost") : call.uri("--target", target),
                new TestCase(name, SingleScenario.of(file, classPath.paths(), call, terminal)),
                call.phases("--target", name, "1", "1s", ""),
                List.of(),
                seed,
                allowed);
        return new Debugging(loadTest, List.of(), null, name, trigger, save);
    }
}
