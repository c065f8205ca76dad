package dev.impulse.mocker.stub;

import static dev.impulse.mock.Request.any;
import static dev.impulse.mock.Request.get;
import static dev.impulse.mock.Request.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.impulse.mock.Latency;
import dev.impulse.mock.MockedDependency;
import dev.impulse.mocker.Stubs;
import dev.impulse.mocker.answer.Replies;
import dev.impulse.mocker.delay.Fixed;
import dev.impulse.mocker.delay.None;
import dev.impulse.mocker.match.StubIndex;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CodedDependencyTest {

    record Order(String id, int amount) {}

    record Receipt(String id, int paid) {}

    static final class Payments implements MockedDependency {
        @Override
        public void define(dev.impulse.mock.Stubs stubs) {
            stubs.every(post("/payments/{id}").query("dry", "no").header("X-Tenant", "blue"))
                    .having(call -> call.as(Order.class).amount() > 100)
                    .returns(call -> new Receipt(
                            call.path("id") + call.query("dry") + call.header("x-tenant"),
                            call.json().get("amount").intValue()))
                    .delayed(Latency.always(ofMillis(20)))
                    .in(
                            "peak",
                            peak -> peak.delayed(Latency.between(ofMillis(1), ofMillis(3)))
                                    .errors(
                                            10,
                                            dev.impulse.mock.Answer.status(503).withText("later")));
            stubs.every(get("/payments/{id}")).named("look up").answers(call -> {
                if (call.path("id").equals("0")) {
                    throw new IllegalStateException("no payment 0");
                }
                return dev.impulse.mock.Answer.status(404).header("X-Method", call.method());
            });
            stubs.every(any("/{*path}")).answers(dev.impulse.mock.Answer.json(Map.of("state", "unknown")));
            stubs.delayed(Latency.always(ofMillis(5))).in("warm-up", warm -> warm.delayed(Latency.none()));
        }
    }

    private static final Dependency PAYMENTS = CodedDependency.of(new Payments());
    private static final StubIndex INDEX = new StubIndex(PAYMENTS.stubs());

    @Test
    void conditionsInCodeDecide() {
        assertThat(INDEX.find(pay("/payments/7?dry=no", "{\"id\":\"a\",\"amount\":101}")))
                .isEqualTo(0);
        assertThat(INDEX.find(pay("/payments/7?dry=no", "{\"id\":\"a\",\"amount\":100}")))
                .isEqualTo(2);
        assertThat(INDEX.find(pay("/payments/7?dry=yes", "{\"id\":\"a\",\"amount\":101}")))
                .isEqualTo(2);
        assertThat(INDEX.find(pay("/payments/7?dry=no", "what throws is no match")))
                .isEqualTo(2);
    }

    @Test
    void codeAnswersWithWhatTheCallHeld() throws Exception {
        Reply reply = reply(pay("/payments/7?dry=no", "{\"id\":\"a\",\"amount\":101}"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).asString(UTF_8).isEqualTo("{\"id\":\"7noblue\",\"paid\":101}");
        assertThat(reply.headers()).containsExactly(new HeaderField("Content-Type", "application/json"));
        assertThat(reply(Stubs.call("GET", "/payments/7")).headers())
                .containsExactly(new HeaderField("X-Method", "GET"));
        assertThatIllegalStateException()
                .isThrownBy(() -> reply(Stubs.call("GET", "/payments/0")))
                .withMessage("no payment 0");
    }

    @Test
    void whatIsAlwaysTheSameIsConstant() {
        assertThat(PAYMENTS.stubs().getLast().answer())
                .isEqualTo(new Answer.Constant(new Reply(
                        200,
                        List.of(new HeaderField("Content-Type", "application/json")),
                        "{\"state\":\"unknown\"}".getBytes(UTF_8))));
    }

    @Test
    void delaysAndErrorsAreThoseOfStubDependencyAndPhase() {
        Stub pay = PAYMENTS.stubs().getFirst();
        Stub look = PAYMENTS.stubs().get(1);

        assertThat(PAYMENTS.name()).isEqualTo("payments");
        assertThat(look.name()).isEqualTo("look up");
        assertThat(PAYMENTS.conduct(pay).delay()).isEqualTo(new Fixed(ofMillis(20)));
        assertThat(PAYMENTS.conduct(look).delay()).isEqualTo(new Fixed(ofMillis(5)));
        Conduct peak = PAYMENTS.conduct(pay, new PhaseName("peak", "peak"), Behaviour.UNSAID);
        assertThat(peak.delay().text()).isEqualTo("uniform from 1 ms to 3 ms");
        assertThat(peak.faults().text()).isEqualTo("10 % answered 503");
        assertThat(PAYMENTS.conduct(look, new PhaseName("a", "warm-up"), Behaviour.UNSAID)
                        .delay())
                .isEqualTo(None.NONE);
    }

    @Test
    void whatCannotBeIsToldWithItsPlace() {
        refused(stubs -> {}, "payments: no stubs (expected: at least one, by stubs.every(…))");
        refused(
                stubs -> stubs.every(get("payments")),
                "payments.stubs[0]: path: payments (expected: such as /payments/{id})");
        refused(
                stubs -> {
                    stubs.every(get("/a"));
                    stubs.every(get("/b")).delayed(Latency.latencyFromP95(ofMillis(100), ofMillis(200), ofSeconds(1)));
                },
                "payments.stubs[1]: p95 100 ms (expected: above min, 200 ms)");
        refused(
                stubs -> stubs.every(get("/a")).errors(101, dev.impulse.mock.Answer.status(500)),
                "errors: 101.0 % (expected: from 0 to 100 %)");
    }

    private static void refused(Consumer<dev.impulse.mock.Stubs> define, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CodedDependency.of(new MockedDependency() {
                    @Override
                    public String name() {
                        return "payments";
                    }

                    @Override
                    public void define(dev.impulse.mock.Stubs stubs) {
                        define.accept(stubs);
                    }
                }))
                .withMessage(message);
    }

    private static Call pay(String target, String body) {
        return Stubs.call("POST", target, Map.of("X-Tenant", "blue"), body);
    }

    private static Reply reply(Call call) throws Exception {
        Stub stub = PAYMENTS.stubs().get(INDEX.find(call));
        return Replies.of(stub.answer(), new Matched(call, stub));
    }
}
