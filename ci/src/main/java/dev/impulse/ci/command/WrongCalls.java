package dev.impulse.ci.command;

import dev.impulse.ci.run.ExitCode;
import dev.impulse.schema.Nearest;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Tells what is wrong with a call, with the nearest right thing.
final class WrongCalls implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter out = command.getErr();
        String name = command.getCommandSpec().qualifiedName(" ");
        for (String text : texts(wrong, command)) {
            out.println(name + ": " + text);
        }
        out.println("see " + name + " --help; nothing was started");
        return ExitCode.MISTAKES.number();
    }

    private static List<String> texts(ParameterException wrong, CommandLine command) {
        List<String> texts = new ArrayList<>();
        switch (wrong) {
            case UnmatchedArgumentException unmatched -> {
                String argument = unmatched.getUnmatched().getFirst();
                texts.add(argument.startsWith("-") ? unknownOption(argument, command) : unknownWord(argument, command));
            }
            case MissingParameterException missing ->
                missing.getMissing()
                        .forEach(argument -> texts.add(
                                argument.isOption()
                                        ? "a value is missing for "
                                                + ((CommandLine.Model.OptionSpec) argument).longestName()
                                        : argument.paramLabel() + " is missing (expected: " + argument.description()[0]
                                                + ")"));
            default -> texts.add(String.valueOf(wrong.getMessage()));
        }
        return texts;
    }

    private static String unknownOption(String argument, CommandLine command) {
        String option = argument.replaceFirst("=.*", "");
        List<String> known =
                new ArrayList<>(command.getCommandSpec().optionsMap().keySet());
        return "%s: no such option%s".formatted(option, inBrackets(Nearest.advice(option, known)));
    }

    private static String unknownWord(String argument, CommandLine command) {
        List<String> known = new ArrayList<>(command.getSubcommands().keySet());
        if (known.isEmpty()) {
            return "%s: one argument too many".formatted(argument);
        }
        return "%s: no such command%s".formatted(argument, inBrackets(Nearest.advice(argument, known)));
    }

    private static String inBrackets(String advice) {
        if (advice.isEmpty()) {
            return "";
        }
        return advice.endsWith("?") ? " (" + advice + ")" : " (expected: " + advice + ")";
    }

    /// A bug: all of the stack is shown, for a report.
    static int fault(Exception fault, CommandLine command, ParseResult parsed) {
        return fault(fault, command);
    }

    static int fault(Throwable fault, CommandLine command) {
        PrintWriter out = command.getErr();
        out.println("impulse: a fault of Impulse's own; please report it with what follows, and " + Version.text());
        fault.printStackTrace(out);
        out.flush();
        return ExitCode.FAULT.number();
    }
}
