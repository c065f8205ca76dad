package dev.impulse.generator;

import static dev.impulse.generator.Rate.perMinute;
import static dev.impulse.generator.Rate.perSecond;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.impulse.generator.plan.MalformedText;
import dev.impulse.generator.plan.Phase;
import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A load test as a unit test writes it. Gates are wide, so that a busy machine is not taken for a slow system.
@Tag("engine")
class LoadTestBuilderTest {

    public static final class Checkout implements LoadGenerator {
        static final AtomicInteger INSTANCES = new AtomicInteger();

        public Checkout() {
            INSTANCES.incrementAndGet();
        }

        @Override
        public void run(Load load) {
            load.post("/carts").named("create cart").send().expect(201);
        }
    }

    @Test
    void aLoadTestThatPassesGivesItsResult() throws InterruptedException {
        try (var shop = TestServer.answering(201, "made")) {
            var result = LoadTest.of(Checkout::new)
                    .at(perSecond(100))
                    .lasting(ofMillis(300))
                    .against(shop.uri())
                    .warmingUpFor(ofMillis(200))
                    .requiring("p99 < 20 s", "errors = 0", "Checkout/create cart p50 < 20 s in steady")
                    .run()
                    .orThrow();

            Runs.assertBalanced(result);
            assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
            assertThat(result.name()).isEqualTo("Checkout");
            assertThat(result.phases()).extracting(Result.PhaseResult::name).containsExactly("warm-up", "steady");
            assertThat(result.phases().get(0).testCases().getFirst().ledger().ok())
                    .isEqualTo(20);
            assertThat(result.phases().get(1).testCases().getFirst().ledger().ok())
                    .isEqualTo(30);
            assertThat(shop.asked()).hasSize(50);
        }
    }

    @Test
    void aLoadTestThatFailsThrowsItsVerdictAndReason() throws InterruptedException {
        try (var shop = TestServer.answering(201, "made")) {
            var result = LoadTest.of(() -> load -> {
                        load.post("/carts").send();
                        load.check(load.number() > 4, "too early");
                    })
                    .named("checkout")
                    .at(perSecond(100))
                    .lasting(ofMillis(200))
                    .against(shop.uri().toString())
                    .requiring("p99 < 20 s", "errors = 0")
                    .run();

            Runs.assertBalanced(result);
            assertThatExceptionOfType(LoadTestNotPassed.class)
                    .isThrownBy(result::orThrow)
                    .withMessageStartingWith("checkout failed: steady: ")
                    .withMessageContaining("errors");
            assertThat(new LoadTestNotPassed("")).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void usersMakeAClosedModel() throws InterruptedException {
        try (var shop = TestServer.answering(201, "made")) {
            var result = LoadTest.of(Checkout::new)
                    .users(3)
                    .lasting(ofMillis(200))
                    .against(shop.uri())
                    .requiring("p50 < 20 s")
                    .run();

            assertThat(Runs.only(result).users()).isEqualTo(3);
        }
    }

    @Test
    void theScenarioIsMadeOnceForAWorker() throws InterruptedException {
        Checkout.INSTANCES.set(0);
        LoadTest.of(Checkout::new)
                .at(perSecond(100))
                .lasting(ofMillis(50))
                .against(FaultyServer.nobody())
                .run();

        assertThat(Checkout.INSTANCES).hasValue(1);
    }

    @Test
    void eachRunOfALoadTestMakesItsOwnInstance() throws InterruptedException {
        Checkout.INSTANCES.set(0);
        var test = LoadTest.of(Checkout::new)
                .at(perSecond(100))
                .lasting(ofMillis(20))
                .against(FaultyServer.nobody())
                .build();
        test.run(Observer.NONE);
        test.run(Observer.NONE);

        assertThat(Checkout.INSTANCES).hasValue(2);
    }

    @Test
    void aScenarioWithoutANameOfItsOwnIsCalledScenario() {
        var lambda = LoadTest.of(() -> load -> {})
                .at(perSecond(1))
                .against("http://localhost")
                .build();
        var anonymous = LoadTest.of(() -> new LoadGenerator() {
                    @Override
                    public void run(Load load) {}
                })
                .at(perSecond(1))
                .against("http://localhost")
                .build();

        assertThat(lambda.name()).isEqualTo("scenario");
        assertThat(anonymous.name()).isEqualTo("scenario");
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThatIllegalStateException()
                .isThrownBy(() -> LoadTest.of(Checkout::new).at(perSecond(1)).build())
                .withMessage("target: missing (expected: against(\"http://…\"))");
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        LoadTest.of(Checkout::new).against("http://localhost").build())
                .withMessage("load: missing (expected: at(perSecond(…)) or users(…))");
    }

    @Test
    void whatCannotBeIsRefused() {
        var builder = LoadTest.of(Checkout::new).at(perSecond(1)).against("http://localhost");

        assertThatIllegalArgumentException().isThrownBy(() -> perSecond(-1)).withMessageContaining("rate: -1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> perMinute(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.users(0)).withMessageContaining("users: 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.lasting(ofSeconds(0)).build())
                .withMessageContaining("lasting");
        assertThatExceptionOfType(MalformedText.class).isThrownBy(() -> builder.requiring("p99 < 300 parsecs"));
    }

    @Test
    void aPublicTargetIsRefusedUntilItIsAllowed() {
        var builder = LoadTest.of(Checkout::new).at(perSecond(1)).against("http://203.0.113.7:9");
        assertThatExceptionOfType(TargetNotAllowed.class)
                .isThrownBy(builder::run)
                .withMessageContaining("target: http://203.0.113.7:9: 203.0.113.7 is a public address")
                .withMessageContaining("allowing(\"203.0.113.7\") in code");
        assertThat(builder.allowing("203.0.113.7", "*.example.com")
                        .build()
                        .allowed()
                        .named())
                .containsExactly("203.0.113.7", "*.example.com");
    }

    @Test
    void aRateMayBeGivenByTheMinute() {
        assertThat(perMinute(90)).isEqualTo(perSecond(1.5));
    }

    @Test
    void aBuilderSaysAllThatALoadTestIs() {
        var test = LoadTest.of(Checkout::new)
                .named("buy")
                .users(2)
                .lasting(ofSeconds(3))
                .warmingUpFor(ofSeconds(4))
                .against("http://localhost:8080/api")
                .on(TestCase.Threads.OWN)
                .within(Runs.PATIENT)
                .seed(17)
                .build();

        assertThat(test.seed()).isEqualTo(17);
        assertThat(test.limits()).isEqualTo(Runs.PATIENT);
        assertThat(test.target()).hasToString("http://localhost:8080/api");
        assertThat(test.testCases()).singleElement().satisfies(testCase -> {
            assertThat(testCase.name()).isEqualTo("buy");
            assertThat(testCase.threads()).isEqualTo(TestCase.Threads.OWN);
        });
        assertThat(test.phases()).extracting(Phase::kind).containsExactly(Phase.Kind.WARM_UP, Phase.Kind.STEADY);
        assertThat(test.phases()).extracting(Phase::lasting).containsExactly(ofSeconds(4), ofSeconds(3));
    }
}
