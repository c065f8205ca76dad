package dev.impulse.ci.command;

import dev.impulse.ci.run.ExitCode;
import dev.impulse.ci.run.Terminal;
import dev.impulse.generator.Result;
import dev.impulse.generator.report.Colours;
import dev.impulse.generator.report.ResultFile;
import dev.impulse.generator.report.ResultFolder;
import dev.impulse.generator.report.Summary;
import dev.impulse.generator.report.UnendedRun;
import dev.impulse.generator.report.UnreadableResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A result, again: from its `result.json` alone; of a run without one, how far it came.
@Command(
        name = "report",
        description = "Show a run's result again, or write its reports anew, from its result.json.",
        sortOptions = false,
        parameterListHeading = "%nWhat:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  impulse report results/latest",
            "  impulse report results/latest --format md >> summary-of-all.md",
            "  impulse report artifacts/shop --write",
            "",
            "It exits with 0 whatever the run's verdict was; 4 when the run goes on, or was killed, with what it",
            "has measured so far; 3 when there is nothing of a run.",
        })
final class ReportCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "the folder of a run, such as results/latest")
    private Path folder = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "md (summary.md), junit (junit.xml) or json (result.json), in place of the terminal's summary.")
    private String format = "";

    @Option(
            names = "--write",
            description = "Write summary.md and junit.xml anew in the run's folder, or the one of --format.")
    private boolean write;

    @Mixin
    private ColourOption colour = new ColourOption();

    private final PrintStream out;

    ReportCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        Terminal terminal = Display.terminal(out, colour.when);
        Call call = new Call();
        ResultFile asked = format.isEmpty() ? null : file(call);
        if (write && asked == ResultFile.RESULT) {
            call.mistake("--write", "beside --format json", "md or junit: result.json is what they are made from");
        }
        if (call.hasMistakes()) {
            terminal.line(call.told());
            return ExitCode.MISTAKES.number();
        }
        try {
            UnendedRun unended = UnendedRun.in(folder);
            if (unended != null) {
                terminal.line(unended.text(colours(terminal)).stripTrailing());
                return ExitCode.NOT_STARTED.number();
            }
            show(ResultFolder.read(folder), asked, terminal);
            return ExitCode.PASSED.number();
        } catch (UnreadableResult told) {
            terminal.line(String.valueOf(told.getMessage()));
            return ExitCode.MISTAKES.number();
        } catch (IOException unwritable) {
            terminal.line("results: " + unwritable.getMessage() + " (expected: a folder that can be written to)");
            return ExitCode.NOT_WRITTEN.number();
        }
    }

    private @Nullable ResultFile file(Call call) {
        for (ResultFile file : ResultFile.values()) {
            if (file.format().equals(format)) {
                return file;
            }
        }
        String formats =
                Arrays.stream(ResultFile.values()).map(ResultFile::format).collect(Collectors.joining(", "));
        call.mistake("--format", format, "one of " + formats);
        return null;
    }

    private void show(Result result, @Nullable ResultFile asked, Terminal terminal) throws IOException {
        if (write) {
            List<ResultFile> files = asked == null ? List.of(ResultFile.SUMMARY, ResultFile.JUNIT) : List.of(asked);
            for (ResultFile file : files) {
                file.write(result, folder);
                terminal.line("written: " + folder.resolve(file.fileName()));
            }
        } else if (asked == null) {
            terminal.line(Summary.text(result, folder, colours(terminal)).stripTrailing());
        } else {
            out.print(asked.text(result));
            out.flush();
        }
    }

    private static Colours colours(Terminal terminal) {
        return terminal.colours() ? Colours.ANSI : Colours.NONE;
    }
}
