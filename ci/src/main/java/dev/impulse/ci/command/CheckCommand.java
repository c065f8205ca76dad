package dev.impulse.ci.command;

import dev.impulse.ci.define.Definition;
import dev.impulse.ci.run.ExitCode;
import dev.impulse.ci.run.Terminal;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.TestCase;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// A load test's file, looked at and not run: nothing is started, and nothing connected to.
@Command(
        name = "check",
        description = "Look whether a load test's file is right, and say what would run.",
        sortOptions = false,
        parameterListHeading = "%nWhat:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  impulse check loadtest.yaml",
            "  impulse check loadtest.yaml && git commit loadtest.yaml",
            "  impulse check loadtest.yaml --profile nightly --var RATE=50",
            "",
            "Scenarios are compiled; nothing is started, and nothing connected to. It exits with 3 when there are mistakes.",
        })
final class CheckCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "a load test (.yaml)")
    private Path file = Path.of("");

    @Mixin
    private ColourOption colour = new ColourOption();

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    @Mixin
    private FillOptions fill = new FillOptions();

    private final PrintStream out;

    CheckCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        Terminal terminal = Display.terminal(out, colour.when);
        Call call = new Call();
        DefinedRun defined = DefinedRun.read(file, fill, classPath.paths(), call, terminal);
        if (defined == null || call.hasMistakes()) {
            terminal.line(call.told());
            return ExitCode.MISTAKES.number();
        }
        tell(defined.definition(), defined.testCases(), terminal);
        return ExitCode.PASSED.number();
    }

    private void tell(Definition definition, List<TestCase> testCases, Terminal terminal) {
        LoadTest test = definition.loadTest(testCases, new Call().seed(""));
        boolean seeded = definition.seed() != null;
        terminal.hide(test.scrub().secrets());
        terminal.line(file + ": no mistakes");
        String profile = definition.profile() == null ? "" : " · profile " + definition.profile();
        terminal.line(test.name() + profile + " · " + test.target() + " · "
                + (seeded ? "seed " + test.seed() : "another seed in each run") + " · "
                + (definition.system() == null
                        ? "against what is up there"
                        : "starts " + String.join(" ", definition.system().command())));
        PlanText.lines(test, seeded).forEach(terminal::line);
        new DependencyText(definition).lines().forEach(terminal::line);
        if (!definition.hooks().isEmpty()) {
            terminal.line("hooks");
            definition.hooks().forEach(hook -> terminal.line("  " + hook.text()));
        }
    }
}
