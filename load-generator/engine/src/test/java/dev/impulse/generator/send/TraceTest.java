package dev.impulse.generator.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Rate;
import dev.impulse.generator.Runs;
import dev.impulse.generator.Scrub;
import dev.impulse.generator.TestCase;
import dev.impulse.generator.TestServer;
import dev.impulse.generator.TestServer.Asked;
import dev.impulse.generator.Trace;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.Phase;
import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import dev.impulse.wire.client.AllowedHosts;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class TraceTest {
    private static final Pattern PARENT = Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-0([01])");

    private record Parent(String trace, String request, boolean sampled) {
        static Parent of(String value) {
            var read = PARENT.matcher(value);
            assertThat(read.matches()).as(value).isTrue();
            return new Parent(read.group(1), read.group(2), read.group(3).equals("1"));
        }

        static Parent of(Asked asked) {
            return of(Objects.requireNonNull(asked.header("traceparent")));
        }
    }

    private static LoadTest test(TestServer server, Trace trace, LoadGenerator... scenarios) {
        var testCases = new LinkedHashMap<String, LoadGenerator>();
        for (var scenario : scenarios) {
            testCases.put(testCases.isEmpty() ? "scenario" : "scenario" + testCases.size(), scenario);
        }
        var lasting = Duration.ofMillis(100);
        var demands = new LinkedHashMap<String, Demand>();
        testCases.keySet().forEach(name -> demands.put(name, Runs.even(20, lasting)));
        return new LoadTest(
                "test",
                server.uri(),
                testCases.entrySet().stream()
                        .map(entry -> new TestCase(entry.getKey(), entry::getValue))
                        .toList(),
                List.of(new Phase("steady", Phase.Kind.STEADY, lasting, demands)),
                List.of(),
                7,
                Runs.PATIENT,
                AllowedHosts.PRIVATE,
                Scrub.USUAL,
                trace);
    }

    private static final class Twice implements LoadGenerator {
        private final Map<String, String> idsByPath = new ConcurrentHashMap<>();
        private final String path;

        Twice(String path) {
            this.path = path;
        }

        @Override
        public void setUp(Load load) {
            ask(load);
        }

        @Override
        public void run(Load load) {
            ask(load);
        }

        @Override
        public void tearDown(Load load) {
            ask(load);
        }

        private void ask(Load load) {
            var own = path + load.number();
            idsByPath.put(own, load.traceId());
            load.get(own).named("ask").send();
            load.post(own).body("b").named("tell").send();
        }
    }

    @Test
    void theRequestsOfATriggerShareItsTraceAndNothingElseDoes() {
        try (var server = TestServer.content()) {
            var browse = new Twice("/browse/");
            var pay = new Twice("/pay/");
            Runs.run(test(server, Trace.DEFAULT, browse, pay), 2);

            var idsByPath = new ConcurrentHashMap<>(browse.idsByPath);
            idsByPath.putAll(pay.idsByPath);
            assertThat(idsByPath).hasSize(44).doesNotContainValue("");
            assertThat(new HashSet<>(idsByPath.values())).hasSize(44);
            assertThat(server.asked())
                    .hasSize(88)
                    .allSatisfy(asked -> assertThat(Parent.of(asked).trace()).isEqualTo(idsByPath.get(asked.path())));
            assertThat(server.asked().stream().map(asked -> Parent.of(asked).request()))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void noIdComesAgainInAnotherRunOfTheSameSeed() {
        try (var server = TestServer.content()) {
            Runs.run(test(server, Trace.DEFAULT, load -> load.get("/").send()));
            Runs.run(test(server, Trace.DEFAULT, load -> load.get("/").send()));

            var parents = server.asked().stream().map(Parent::of).toList();
            assertThat(parents).hasSize(40).extracting(Parent::trace).doesNotHaveDuplicates();
            assertThat(parents).extracting(Parent::request).doesNotHaveDuplicates();
        }
    }

    @Test
    void nothingIsSampledUnlessAskedFor() {
        try (var server = TestServer.content()) {
            Runs.run(test(server, Trace.DEFAULT, load -> load.get("/").send()));

            assertThat(server.asked())
                    .hasSize(20)
                    .noneMatch(asked -> Parent.of(asked).sampled());
        }
    }

    @Test
    void aSampledTriggerIsSampledInAllOfItsRequests() {
        try (var server = TestServer.content()) {
            Queue<Parent> own = new ConcurrentLinkedQueue<>();
            Runs.run(test(server, Trace.sampled(0.5), load -> {
                load.get("/").send();
                load.get("/").send();
                own.add(Parent.of(load.traceparent()));
                own.add(Parent.of(load.traceparent()));
            }));

            var sampledByTrace = new ConcurrentHashMap<String, Boolean>();
            server.asked().stream().map(Parent::of).forEach(parent -> {
                var before = sampledByTrace.putIfAbsent(parent.trace(), parent.sampled());
                assertThat(before == null || before == parent.sampled()).isTrue();
            });
            assertThat(own)
                    .hasSize(40)
                    .allSatisfy(parent -> assertThat(parent.sampled()).isEqualTo(sampledByTrace.get(parent.trace())));
            assertThat(own).extracting(Parent::request).doesNotHaveDuplicates();
        }
    }

    @Test
    void whatTheScenarioSetsItselfIsLeftAlone() {
        var mine = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        try (var server = TestServer.content()) {
            Runs.onceEnding(
                    server.uri(),
                    load -> load.get("/").header("Traceparent", mine).send());

            assertThat(server.askedOnce().headers().entrySet().stream()
                            .filter(field -> field.getKey().equalsIgnoreCase("traceparent"))
                            .flatMap(field -> field.getValue().stream()))
                    .containsExactly(mine);
        }
    }

    @Test
    void nothingIsSentWhenItIsOff() throws InterruptedException {
        try (var server = TestServer.content()) {
            LoadTest.of(() -> load -> load.get("/").send())
                    .at(Rate.perSecond(100))
                    .lasting(Duration.ofMillis(100))
                    .against(server.uri())
                    .tracing(Trace.OFF)
                    .run();

            assertThat(server.asked())
                    .hasSize(10)
                    .allSatisfy(asked -> assertThat(asked.header("traceparent")).isNull());
        }
    }
}
