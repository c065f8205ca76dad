package dev.impulse.ci.command;

import dev.impulse.ci.define.RequestScenario.Field;
import dev.impulse.ci.publish.Baseline;
import dev.impulse.ci.publish.Destination;
import dev.impulse.generator.Limits;
import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Result;
import dev.impulse.generator.Scrub;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.Trace;
import dev.impulse.generator.judge.Gate;
import dev.impulse.generator.judge.Known;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.DemandText;
import dev.impulse.generator.plan.MalformedText;
import dev.impulse.generator.plan.Phase;
import dev.impulse.generator.report.Comparing;
import dev.impulse.generator.report.ResultFolder;
import dev.impulse.generator.report.UnreadableResult;
import dev.impulse.schema.Durations;
import dev.impulse.schema.Mistake;
import dev.impulse.schema.Mistakes;
import dev.impulse.schema.Place;
import dev.impulse.wire.client.AllowedHosts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Reads the values of a call, and gathers what is wrong with all of them: each method returns something usable in any
/// case, and nothing may be started when there are mistakes.
final class Call {
    private static final int HIGHEST_PORT = 65_535;
    private static final URI NOWHERE = URI.create("http://localhost");

    private final List<String> quoted = new ArrayList<>();
    private final List<Mistake> mistakes = new ArrayList<>();

    boolean hasMistakes() {
        return !mistakes.isEmpty() || !quoted.isEmpty();
    }

    /// All that is wrong, for people.
    String told() {
        List<String> lines = new ArrayList<>(quoted);
        lines.add(mistakes.isEmpty() ? "nothing was started" : new Mistakes(mistakes).text());
        return String.join(System.lineSeparator(), lines);
    }

    /// Takes over a mistake that has its own place.
    void mistake(Mistake found) {
        mistakes.add(found);
    }

    /// Takes over mistakes that were found elsewhere.
    void mistakes(Mistakes found) {
        mistakes.addAll(found.all());
    }

    /// Something is wrong that has its own words and places, such as a compiler's.
    void quote(String text) {
        quoted.add(text);
    }

    /// @param option where the mistake is, such as `--tps`
    void mistake(String option, String what, String expected) {
        mistakes.add(new Mistake(Place.of(option), "", what, expected));
    }

    URI uri(String option, String text) {
        String expected = "a whole URL such as http://localhost:8080";
        try {
            URI uri = new URI(text);
            boolean fits = uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
            if (!fits) {
                mistake(option, text, expected);
                return NOWHERE;
            }
            return uri;
        } catch (URISyntaxException malformed) {
            mistake(option, String.valueOf(malformed.getMessage()), expected);
            return NOWHERE;
        }
    }

    Duration duration(String option, String text) {
        Duration duration = Durations.parse(text);
        if (duration == null || duration.isZero()) {
            mistake(option, text, Durations.EXPECTED);
            return Duration.ofSeconds(1);
        }
        return duration;
    }

    /// A warm-up, when one is asked for, and a steady phase.
    List<Phase> phases(String option, String testCase, String rate, String lasting, String warmUp) {
        List<Phase> phases = new ArrayList<>();
        if (!warmUp.isEmpty()) {
            Duration duration = duration("--warm-up", warmUp);
            phases.add(phase(Phase.Kind.WARM_UP, duration, testCase, demand(option, rate, duration)));
        }
        Duration duration = duration("--for", lasting);
        phases.add(phase(Phase.Kind.STEADY, duration, testCase, demand(option, rate, duration)));
        return phases;
    }

    private static Phase phase(Phase.Kind kind, Duration lasting, String testCase, Demand demand) {
        return new Phase(kind.text(), kind, lasting, Map.of(testCase, demand));
    }

    private Demand demand(String option, String rate, Duration lasting) {
        try {
            return DemandText.parseTps(rate, lasting);
        } catch (MalformedText malformed) {
            mistake(option, String.valueOf(malformed.getMessage()), "");
            return new Demand.Closed(1);
        }
    }

    /// The seed of this run; one that people can read out when none is given.
    long seed(String text) {
        if (text.isEmpty()) {
            return ThreadLocalRandom.current().nextLong(1, 100_000);
        }
        try {
            return Long.decode(text);
        } catch (NumberFormatException none) {
            mistake("--seed", text, "a whole number");
            return 0;
        }
    }

    /// A trigger's number.
    long number(String option, String text) {
        if (text.matches("[0-9]{1,15}")) {
            return Long.parseLong(text);
        }
        mistake(option, text, "a trigger's number, from 0");
        return 0;
    }

    /// A method or another token of RFC 9110, section 5.6.2.
    String token(String option, String text) {
        if (!text.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            mistake(option, text, "a name such as GET");
        }
        return text;
    }

    /// A header field.
    Field header(String option, String line) {
        int colon = line.indexOf(':');
        if (colon < 1) {
            mistake(option, line, "a line such as \"Accept: text/html\"");
            return new Field("none", "");
        }
        return new Field(
                token(option, line.substring(0, colon).strip()),
                line.substring(colon + 1).strip());
    }

    /// A port of this machine, by itself one that only this machine reaches.
    InetSocketAddress address(String option, String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (port.matches("[0-9]{1,5}") && Integer.parseInt(port) <= HIGHEST_PORT) {
            try {
                InetAddress host = colon < 0
                        ? InetAddress.getLoopbackAddress()
                        : InetAddress.ofLiteral(text.substring(0, colon).replaceAll("^\\[(.*)]$", "$1"));
                return new InetSocketAddress(host, Integer.parseInt(port));
            } catch (IllegalArgumentException noAddress) {
                // Told below.
            }
        }
        mistake(option, text, "a port such as 9464, or an address with one, such as 0.0.0.0:9464");
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /// A receiver of OTLP's metrics: of its address metrics are a part, unless the text says so itself.
    ///
    /// @param text a URL; `env`: the environment names it, as OpenTelemetry wants it
    URI receiver(String option, String text, Map<String, String> environment) {
        if (!text.equals("env")) {
            return receiver(option, withPathOfMetrics(text));
        }
        String own = environment.getOrDefault("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "");
        String common = environment.getOrDefault("OTEL_EXPORTER_OTLP_ENDPOINT", "");
        if (own.isEmpty() && common.isEmpty()) {
            mistake(
                    option,
                    "env, and OTEL_EXPORTER_OTLP_ENDPOINT is not set",
                    "it is, such as to http://localhost:4318");
            return NOWHERE;
        }
        return receiver(option, own.isEmpty() ? withPathOfMetrics(common) : own);
    }

    private URI receiver(String option, String url) {
        URI uri = uri(option, url);
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            mistake(
                    option,
                    "a URL with ? or #",
                    "one without: what a receiver must know goes into OTEL_EXPORTER_OTLP_HEADERS");
        }
        return uri;
    }

    private static String withPathOfMetrics(String url) {
        String path = "/v1/metrics";
        return url.endsWith(path) ? url : url.replaceFirst("/+$", "") + path;
    }

    /// Where the result goes.
    Destination destination(@Nullable Path under, @Nullable Path exactly) {
        if (exactly == null) {
            return new Destination.Under(under == null ? Path.of("results") : under);
        }
        if (under != null) {
            mistake("--out", exactly + " beside --results " + under, "one of the two");
        }
        Destination out = new Destination.Exactly(exactly);
        String refusal = out.refusal();
        if (refusal != null) {
            mistake("--out", exactly + ": " + refusal, "a new folder, an empty one, or that of an earlier run");
        }
        return out;
    }

    /// A load test of one test case, with what is said of the rest by default.
    ///
    /// @param seed empty for any
    LoadTest loadTest(
            String name,
            URI target,
            TestCase testCase,
            List<Phase> phases,
            List<Gate> gates,
            String seed,
            List<String> allowed) {
        return new LoadTest(
                name,
                target,
                List.of(testCase),
                phases,
                gates,
                seed(seed),
                Limits.DEFAULT,
                allowed(allowed),
                Scrub.USUAL,
                Trace.DEFAULT);
    }

    /// Hosts that may be sent to.
    AllowedHosts allowed(List<String> hosts) {
        AllowedHosts allowed = AllowedHosts.PRIVATE;
        for (String host : hosts) {
            if (AllowedHosts.NAMED.matcher(host).matches()) {
                allowed = allowed.and(new AllowedHosts(List.of(host)));
            } else {
                mistake("--allow-target", host, AllowedHosts.EXPECTED);
            }
        }
        return allowed;
    }

    /// Reads gates, and looks whether they speak of what is there.
    List<Gate> gates(List<String> texts, Known known) {
        List<Gate> gates = new ArrayList<>();
        for (String text : texts) {
            try {
                Gate gate = Gate.parse(text);
                gate.check(known).forEach(wrong -> mistake("--gate", String.valueOf(wrong.getMessage()), ""));
                gates.add(gate);
            } catch (MalformedText malformed) {
                mistake("--gate", String.valueOf(malformed.getMessage()), "");
            }
        }
        return gates;
    }

    /// Reads the result that another one is to be put beside.
    ///
    /// @param folder of an earlier run; null for none
    /// @param phases of the load test that is to be run
    @Nullable
    Baseline baseline(@Nullable Path folder, List<Phase> phases) {
        if (folder == null) {
            return null;
        }
        try {
            Result earlier = ResultFolder.read(folder);
            String refusal = Comparing.refusal(phases, earlier);
            if (refusal == null) {
                return new Baseline(folder, earlier);
            }
            mistake("--baseline", folder + ": " + refusal, "an earlier result of the same load test");
        } catch (UnreadableResult unreadable) {
            mistake("--baseline", String.valueOf(unreadable.getMessage()), "");
        }
        return null;
    }
}
