package dev.impulse.ci.command;

import picocli.CommandLine.Option;

/// Whether there are colours: an option of all commands that show something.
final class ColourOption {
    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = "auto, always or never (default: ${DEFAULT-VALUE}: on a terminal, unless NO_COLOR is set).")
    String when = "auto";
}
