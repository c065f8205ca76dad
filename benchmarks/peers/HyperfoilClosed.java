import io.hyperfoil.api.config.Benchmark;
import io.hyperfoil.api.config.BenchmarkBuilder;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.http.api.HttpMethod;
import io.hyperfoil.http.config.HttpPluginBuilder;
import io.hyperfoil.http.config.Protocol;
import io.hyperfoil.http.steps.HttpStepCatalog;

/// Hyperfoil's engine with 64 users on 64 connections and one event loop: PORT SECONDS.
public final class HyperfoilClosed {
    public static void main(String[] arguments) {
        long millis = Long.parseLong(arguments[1]) * 1000;
        BenchmarkBuilder benchmark = BenchmarkBuilder.builder()
                .name("closed")
                .threads(1)
                .addPlugin(HttpPluginBuilder::new)
                .ergonomics()
                .repeatCookies(false)
                .userAgentFromSession(false)
                .endErgonomics()
                .http()
                .protocol(Protocol.HTTP)
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]))
                .sharedConnections(64)
                .endHttp()
                .endPlugin()
                .failurePolicy(Benchmark.FailurePolicy.CONTINUE);
        benchmark
                .addPhase("steady")
                .always(64)
                .duration(millis)
                .maxDuration(millis + 5000)
                .scenario()
                .initialSequence("get")
                .step(HttpStepCatalog.SC)
                .httpRequest(HttpMethod.GET)
                .path("/")
                .endStep()
                .endSequence()
                .endScenario();
        new LocalSimulationRunner(benchmark.build(), (phase, step, metric, snapshot, countDown) -> {}, null, null)
                .run();
        System.exit(0);
    }
}
