package dev.impulse.ci.command;

import dev.impulse.ci.run.ExitCode;
import dev.impulse.ci.run.Generator;
import dev.impulse.wire.client.Resolver;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The command itself.
@Command(
        name = "impulse",
        description = "Load testing that a team serves itself, in its own CI.",
        synopsisHeading = "",
        customSynopsis = "impulse COMMAND [OPTIONS]",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  impulse quick http://localhost:8080/ --tps 100 --for 30s",
            "  impulse init http://localhost:8080/products",
            "  impulse run loadtest.yaml",
            "  impulse run Checkout.java --target http://localhost:8080 --tps 50 --for 30s",
            "  impulse check loadtest.yaml",
            "  impulse debug loadtest.yaml checkout",
            "  impulse mock payments.yaml --port 9001",
            "  impulse report results/latest",
            "",
            "Exit codes:",
            "  0  passed: every gate was met",
            "  1  failed: a gate was not met",
            "  2  inconclusive: the numbers cannot be trusted",
            "  3  wrong input: mistakes in the call, the file or a scenario",
            "  4  the environment failed: the system is not ready, or the target refuses",
            "  5  the results could not be written, as on a full disk",
            "  70  a fault of Impulse's own",
            "  130  interrupted (143: by SIGTERM)"
        })
public final class Impulse implements Callable<Integer> {

    @Option(
            names = {"-V", "--version"},
            description = "Say which version this is; with --verbose, on which Java it runs and how.")
    private boolean version;

    @Option(names = "--verbose", description = "Say more.")
    private boolean verbose;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final PrintStream out;

    private Impulse(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        if (version) {
            out.println(verbose ? Version.inDetail() : Version.text());
        } else {
            spec.commandLine().usage(out);
        }
        return ExitCode.PASSED.number();
    }

    /// The command, ready to be executed; what it says goes to the stream.
    ///
    /// @param resolver says where names lead, before anything is sent there
    /// @param arguments those that it will be executed with: where the first one leaves no doubt which command is
    ///     meant, the others are not made, which takes most of the time until something happens
    static CommandLine commandLine(PrintStream out, Generator generator, Resolver resolver, String... arguments) {
        CommandLine command = new CommandLine(new Impulse(out));
        Map<String, Supplier<Object>> commands = commands(out, generator, resolver);
        String first = arguments.length == 0 ? "" : arguments[0];
        if (commands.containsKey(first)) {
            commands.keySet().retainAll(Set.of(first));
        } else if (first.equals("--version")) {
            commands.clear();
        }
        commands.forEach((name, made) -> command.addSubcommand(name, made.get()));
        offerHelp(command);
        command.getSubcommands().values().forEach(Impulse::offerHelp);
        Ansi ansi = Display.coloursWanted("auto") ? Ansi.ON : Ansi.OFF;
        return command.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler(new WrongCalls())
                .setExecutionExceptionHandler(WrongCalls::fault);
    }

    /// In the order of the help.
    private static Map<String, Supplier<Object>> commands(PrintStream out, Generator generator, Resolver resolver) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("run", () -> new RunCommand(out, generator, resolver));
        commands.put("quick", () -> new QuickCommand(out, generator, resolver));
        commands.put("init", () -> new InitCommand(out, () -> Questions.ofTerminal(out)));
        commands.put("check", () -> new CheckCommand(out));
        commands.put("debug", () -> new DebugCommand(out, resolver));
        commands.put("mock", () -> new MockCommand(out));
        commands.put("report", () -> new ReportCommand(out));
        return commands;
    }

    private static void offerHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
    }

    /// Runs the command in this process. Never returns.
    public static void main(String[] arguments) {
        PrintStream out = Display.utf8(System.out);
        System.exit(execute(commandLine(out, LoadTestRunner.generator(), Resolver.SYSTEM, arguments), arguments));
    }

    /// Runs a command. What the JVM cannot go on with would end it with 1, which means something else.
    static int execute(CommandLine command, String... arguments) {
        try {
            return command.execute(arguments);
        } catch (Error fatal) {
            return WrongCalls.fault(fatal, command);
        }
    }
}
