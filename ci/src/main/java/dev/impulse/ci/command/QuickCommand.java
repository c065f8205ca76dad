package dev.impulse.ci.command;

import dev.impulse.ci.define.RequestScenario;
import dev.impulse.ci.define.RequestScenario.Body;
import dev.impulse.ci.publish.Baseline;
import dev.impulse.ci.publish.Destination;
import dev.impulse.ci.run.ExitCode;
import dev.impulse.ci.run.Generator;
import dev.impulse.ci.run.Run;
import dev.impulse.ci.tell.Channels;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.judge.Known;
import dev.impulse.generator.plan.Phase;
import dev.impulse.wire.client.Resolver;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// One request, again and again.
@Command(
        name = "quick",
        description = "Send one request again and again, at a rate.",
        sortOptions = false,
        parameterListHeading = "%nWhat:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  impulse quick http://localhost:8080/ --tps 100 --for 30s",
            "  impulse quick http://localhost:8080/ --tps \"10 -> 200\" --for 1m --gate \"p99 < 50 ms\"",
            "  impulse quick http://localhost:8080/orders --method POST --header \"Content-Type: application/json\" \\",
            "      --body '{\"product\": \"p-1\"}' --tps 20 --for 10s",
            "  impulse quick http://localhost:8080/ --users 64 --for 10s",
            "  impulse quick https://staging.example.com/ --allow-target staging.example.com",
        })
final class QuickCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "URL", description = "a whole http:// or https:// URL")
    private String url = "";

    @Option(
            names = "--tps",
            paramLabel = "RATE",
            description = "Triggers per second, such as 100 or \"10 -> 200\" (default: 10).")
    private String tps = "";

    @Option(
            names = "--users",
            paramLabel = "N",
            description = "Instead of a rate: N users, each of whom starts anew when the last answer is there.")
    private String users = "";

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "30s",
            description = "How long (default: ${DEFAULT-VALUE}).")
    private String lasting = "30s";

    @Option(
            names = "--warm-up",
            paramLabel = "DURATION",
            description = "A phase at the same rate before, which is not judged.")
    private String warmUp = "";

    @Option(names = "--method", paramLabel = "NAME", description = "Such as POST (default: GET, or POST with a body).")
    private String method = "";

    @Option(
            names = "--header",
            paramLabel = "LINE",
            description = "Such as \"Accept: text/html\"; may be given more than once.")
    private List<String> headers = List.of();

    @Option(names = "--body", paramLabel = "TEXT", description = "The request's body.")
    private String body = "";

    @Mixin
    private Options options = new Options();

    private final PrintStream out;
    private final Generator generator;
    private final Resolver resolver;

    QuickCommand(PrintStream out, Generator generator, Resolver resolver) {
        this.out = out;
        this.generator = generator;
        this.resolver = resolver;
    }

    @Override
    public Integer call() throws InterruptedException {
        Call call = new Call();
        URI uri = call.uri("URL", url);
        RequestScenario scenario = scenario(call, uri);
        String name = scenario.method() + " " + (uri.getRawPath().isEmpty() ? "/" : uri.getRawPath());
        if (!users.isEmpty() && !tps.isEmpty()) {
            call.mistake("--users", users + " beside --tps " + tps, "one of the two");
        }
        String rate = users.isEmpty() ? (tps.isEmpty() ? "10" : tps) : users + " users";
        List<Phase> phases = call.phases(users.isEmpty() ? "--tps" : "--users", name, rate, lasting, warmUp);
        LoadTest loadTest = call.loadTest(
                options.name.isEmpty() ? "quick" : options.name,
                URI.create(uri.getScheme() + "://" + uri.getRawAuthority()),
                new TestCase(name, () -> scenario),
                phases,
                call.gates(options.gates, new Known(List.of(name), phases)),
                options.seed,
                options.allowed);
        Destination destination = call.destination(options.results, options.out);
        Channels metrics = options.channels(call);
        Baseline baseline = call.baseline(options.baseline, phases);
        if (call.hasMistakes()) {
            out.println(call.told());
            return ExitCode.MISTAKES.number();
        }
        Run run = new Run(loadTest, List.of(), null, destination, null, metrics, List.of(), baseline);
        return run.on(generator, resolver, Display.terminal(out, options.colour.when))
                .number();
    }

    private RequestScenario scenario(Call call, URI uri) {
        String verb = call.token("--method", method.isEmpty() ? (body.isEmpty() ? "GET" : "POST") : method);
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new RequestScenario(
                verb,
                uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery(),
                headers.stream().map(line -> call.header("--header", line)).toList(),
                List.of(),
                body.isEmpty() ? new Body.None() : new Body.Text(body),
                List.of(),
                verb + " " + path,
                null);
    }
}
