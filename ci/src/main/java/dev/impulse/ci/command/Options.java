package dev.impulse.ci.command;

import dev.impulse.ci.tell.Channels;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What all commands that run something have in common.
final class Options {
    @Option(names = "--name", paramLabel = "NAME", description = "What results call it.")
    String name = "";

    @Option(
            names = "--gate",
            paramLabel = "TEXT",
            description =
                    "What must hold, such as \"p99 < 300 ms\" or \"errors < 0.1 %%\"; may be given more than once.")
    List<String> gates = List.of();

    @Option(
            names = "--allow-target",
            paramLabel = "HOST",
            description =
                    "Lets it send to a host with a public address, such as staging.example.com, or *.example.com for"
                            + " all below it; may be given more than once. Without it: this machine and private networks.")
    List<String> allowed = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Repeats every random choice of a run with the same seed.")
    String seed = "";

    @Option(
            names = "--results",
            paramLabel = "FOLDER",
            description = "Where the run's own folder goes, named after load test and time (default: results).")
    @Nullable
    Path results;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The run's own folder: a new one, an empty one, or that of an earlier run.")
    @Nullable
    Path out;

    @Option(
            names = "--baseline",
            paramLabel = "FOLDER",
            description =
                    "The folder of an earlier run: the result is put beside that one's, which is reported and not judged.")
    @Nullable
    Path baseline;

    @Option(
            names = "--metrics",
            paramLabel = "PORT",
            description =
                    "Gives Prometheus the run's metrics at http://127.0.0.1:PORT/metrics while it runs (0: any port"
                            + " that is free); or ADDRESS:PORT, such as 0.0.0.0:9464 for other machines to ask as well.")
    String metrics = "";

    @Option(
            names = "--otlp",
            paramLabel = "URL",
            description =
                    "Sends the run's metrics to a receiver of OTLP while it runs, such as http://localhost:4318; or"
                            + " env: to the one of OTEL_EXPORTER_OTLP_ENDPOINT.")
    String otlp = "";

    @Mixin
    ColourOption colour = new ColourOption();

    /// How metrics may be had while it runs.
    Channels channels(Call call) {
        return new Channels(
                metrics.isEmpty() ? null : call.address("--metrics", metrics),
                otlp.isEmpty() ? null : call.receiver("--otlp", otlp, System.getenv()));
    }
}
