package dev.impulse.mocker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.impulse.mocker.MockEvidence.OfDependency;
import dev.impulse.mocker.MockEvidence.OfPhase;
import dev.impulse.mocker.MockEvidence.OfStub;
import dev.impulse.mocker.delay.Fixed;
import dev.impulse.mocker.delay.Uniform;
import dev.impulse.mocker.stub.Answer;
import dev.impulse.mocker.stub.Behaviour;
import dev.impulse.mocker.stub.Behaviours;
import dev.impulse.mocker.stub.Dependency;
import dev.impulse.mocker.stub.ExactPath;
import dev.impulse.mocker.stub.Fault;
import dev.impulse.mocker.stub.Faults;
import dev.impulse.mocker.stub.HeaderField;
import dev.impulse.mocker.stub.PhaseName;
import dev.impulse.mocker.stub.Reply;
import dev.impulse.mocker.stub.RequestMatcher;
import dev.impulse.mocker.stub.Stub;
import dev.impulse.schema.Origin;
import dev.impulse.schema.Place;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Mocks as their users have them: real ports, a foreign client.
class MockTest {
    private static final Answer PAID = new Answer.Constant(new Reply(
            201,
            List.of(new HeaderField("Content-Type", "application/json")),
            "{\"paid\":true}".getBytes(StandardCharsets.UTF_8)));

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder().executor(threads).build();
    private @Nullable Mock started;

    @AfterEach
    void close() {
        if (started != null) {
            started.close();
        }
        client.close();
        threads.close();
    }

    @Test
    void aCallIsAnsweredByItsStub() throws Exception {
        var mock = start(dependency("payments", stub("pay", "/pay", PAID)));

        var answer = call(mock, "payments", "/pay");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"paid\":true}");
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        var stub = only(mock);
        assertThat(stub.stub()).isEqualTo("pay");
        assertThat(stub.calls()).isOne();
        assertThat(stub.late().getMaxValue()).isLessThan(SECONDS.toNanos(10));
    }

    @Test
    void aCallThatNoStubIsForIsToldTheNearestAndKept() throws Exception {
        var mock = start(dependency("payments", stub("pay", "/pay", PAID)));

        var answer = call(mock, "payments", "/pai");
        call(mock, "payments", "/pai");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("GET /pai", "nearest", "/pay");
        var payments = mock.evidence().dependencies().getFirst();
        assertThat(payments.phases())
                .singleElement()
                .extracting(OfPhase::unmatched)
                .isEqualTo(2L);
        assertThat(payments.unmatched())
                .containsExactly(new MockEvidence.Unmatched(answer.body().strip(), 2));
    }

    @Test
    void anAnswerIsHeldForAsLongAsIsAskedAndTheDifferenceIsKept() throws Exception {
        var delay = new Fixed(Duration.ofMillis(50));
        var mock = start(dependency("payments", stub("pay", "/pay", PAID, new Behaviour(delay, null))));

        long begin = System.nanoTime();
        call(mock, "payments", "/pay");

        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(50_000_000);
        var stub = only(mock);
        assertThat(stub.delay()).isEqualTo("50 ms");
        assertThat(stub.asked().getMinValue()).isBetween(49_900_000L, 50_000_000L);
        assertThat(stub.given().getMinNonZeroValue()).isGreaterThanOrEqualTo(49_900_000);
        assertThat(stub.late().getTotalCount()).isOne();
    }

    @Test
    void aDelayCountsFromTheRequestsLastByte() throws Exception {
        var delay = new Fixed(Duration.ofMillis(50));
        var mock = start(dependency("payments", stub("pay", "/pay", PAID, new Behaviour(delay, null))));
        try (var socket = new Socket(
                InetAddress.getLoopbackAddress(), mock.address("payments").getPort())) {
            socket.getOutputStream()
                    .write("GET /pay HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\na".getBytes(US_ASCII));
            call(mock, "payments", "/pay"); // takes 50 ms

            long begin = System.nanoTime();
            socket.getOutputStream().write('b');

            assertThat(socket.getInputStream().read()).isEqualTo('H');
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(50_000_000);
        }
    }

    @Test
    void manyAnswersAreHeldAtOnceWithoutAThreadForEach() throws Exception {
        var delay = new Fixed(Duration.ofMillis(500));
        var mock = start(dependency("payments", stub("pay", "/pay", PAID, new Behaviour(delay, null))));
        call(mock, "payments", "/pay");
        int before = Thread.activeCount();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            answers.add(client.sendAsync(request(mock, "payments", "/pay"), BodyHandlers.ofString()));
        }
        for (var answer : answers) {
            assertThat(answer.get(30, SECONDS).statusCode()).isEqualTo(201);
        }

        assertThat(Thread.activeCount()).isLessThan(before + 50);
        assertThat(only(mock).calls()).isEqualTo(501);
    }

    @Test
    void codeMayBlockAndItsOwnTimeIsNotCalledLate() throws Exception {
        Answer.Code code = matched -> {
            Thread.sleep(30);
            return new Reply(200, List.of(), matched.call().path().getBytes(StandardCharsets.UTF_8));
        };
        var mock = start(dependency("payments", stub("pay", "/pay", new Answer.ByCode(code))));

        assertThat(call(mock, "payments", "/pay").body()).isEqualTo("/pay");

        var stub = only(mock);
        assertThat(stub.asked().getMinValue()).isGreaterThanOrEqualTo(29_000_000);
        assertThat(stub.failed()).isZero();
    }

    @Test
    void codeThatFailsIsAnsweredBy500AndCounted() throws Exception {
        Answer.Code code = matched -> {
            throw new IOException("no such order");
        };
        var mock = start(dependency("payments", stub("pay", "/pay", new Answer.ByCode(code))));

        var answer = call(mock, "payments", "/pay");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("code of stub pay failed", "no such order");
        assertThat(only(mock).failed()).isOne();
    }

    @Test
    void faultsBefallTheirShareOfCallsTheSameOnesForTheSameSeed() throws Exception {
        var faults = new Faults(List.of(new Fault.ErrorAnswer(0.3, new Answer.Constant(Reply.of(503)))));
        var delay = new Uniform(Duration.ZERO, Duration.ofMillis(1));
        var dependency = dependency("payments", stub("pay", "/pay", PAID, new Behaviour(delay, faults)));
        List<Integer> statuses = new ArrayList<>();
        List<Integer> again = new ArrayList<>();
        try (var mock = Mock.start(List.of(dependency), MockOptions.ofSeed(7)).orThrow()) {
            for (int i = 0; i < 100; i++) {
                statuses.add(call(mock, "payments", "/pay").statusCode());
            }
            assertThat(only(mock).faults())
                    .isEqualTo(statuses.stream().filter(status -> status == 503).count())
                    .isBetween(15L, 45L);
        }
        try (var mock = Mock.start(List.of(dependency), MockOptions.ofSeed(7)).orThrow()) {
            for (int i = 0; i < 100; i++) {
                again.add(call(mock, "payments", "/pay").statusCode());
            }
        }

        assertThat(again).isEqualTo(statuses);
    }

    @Test
    void whatIsAskedOfADependencyMayDifferByPhase() throws Exception {
        var during = new LinkedHashMap<String, Behaviour>();
        during.put("peak", new Behaviour(new Fixed(Duration.ofMillis(20)), null));
        var behaviours = new Behaviours(Behaviour.UNSAID, during);
        var mock = start(dependency("payments", new Stub("pay", matcher("/pay"), PAID, behaviours, origin("pay"))));
        var asked = Map.of("payments", new Behaviour(new Fixed(Duration.ofMillis(30)), null));
        call(mock, "payments", "/pay");

        mock.phases(new MockPhases(
                Instant.now(), List.of(new MockPhase(new PhaseName("rush", "peak"), Duration.ofMinutes(1), Map.of()))));
        call(mock, "payments", "/pay");
        assertThat(mock.evidence().dependencies().getFirst().phases())
                .singleElement()
                .satisfies(phase -> assertThat(phase.phase()).isEqualTo("rush"))
                .satisfies(phase -> assertThat(phase.kind()).isEqualTo("peak"))
                .satisfies(phase -> assertThat(phase.stubs().getFirst().delay()).isEqualTo("20 ms"));

        mock.phases(new MockPhases(
                Instant.now(), List.of(new MockPhase(new PhaseName("rush", "peak"), Duration.ofMinutes(1), asked))));
        call(mock, "payments", "/pay");
        assertThat(only(mock).asked().getMinValue()).isBetween(29_000_000L, 30_000_000L);
    }

    @Test
    void callsOutsideOfPhasesAreKeptApart() throws Exception {
        var mock = start(dependency("payments", stub("pay", "/pay", PAID)));
        mock.phases(new MockPhases(
                Instant.now().plusSeconds(60),
                List.of(new MockPhase(new PhaseName("steady", "steady"), Duration.ofSeconds(1), Map.of()))));

        call(mock, "payments", "/pay");

        assertThat(mock.evidence().dependencies().getFirst().phases())
                .singleElement()
                .satisfies(phase -> assertThat(phase.phase()).isNull());
    }

    @Test
    void whatIsAskedOfADependencyThatThereIsNotIsRefused() {
        var mock = start(dependency("payments", stub("pay", "/pay", PAID)));
        var phases = new MockPhases(
                Instant.now(),
                List.of(new MockPhase(
                        new PhaseName("steady", "steady"),
                        Duration.ofSeconds(1),
                        Map.of("payment", Behaviour.UNSAID))));

        assertThatThrownBy(() -> mock.phases(phases))
                .hasMessage("phase steady: payment (expected: one of the dependencies [payments])");
    }

    @Test
    void aJournalThatIsEmptiedBeginsAnew() throws Exception {
        var mock = start(dependency("payments", stub("pay", "/pay", PAID)));
        call(mock, "payments", "/pay");
        call(mock, "payments", "/other");

        mock.forget();

        assertThat(mock.evidence().dependencies())
                .singleElement()
                .satisfies(payments -> assertThat(payments.phases()).isEmpty())
                .satisfies(payments -> assertThat(payments.unmatched()).isEmpty());
        call(mock, "payments", "/pay");
        assertThat(only(mock).calls()).isOne();
        assertThat(only(mock).given().getTotalCount()).isOne();
    }

    @Test
    void aClientThatDoesNotWaitIsCounted() throws Exception {
        var delay = new Fixed(Duration.ofMillis(200));
        var mock = start(dependency("payments", stub("pay", "/pay", PAID, new Behaviour(delay, null))));
        try (var socket = new Socket(
                InetAddress.getLoopbackAddress(), mock.address("payments").getPort())) {
            socket.getOutputStream().write("GET /pay HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
            await().until(() ->
                    !mock.evidence().dependencies().getFirst().phases().isEmpty());
        }

        await().until(() -> only(mock).gone() == 1);
        assertThat(only(mock).calls()).isZero();
    }

    @Test
    void allDependenciesStartOrNone() {
        var first = start(dependency("payments", stub("pay", "/pay", PAID)));
        int taken = first.address("payments").getPort();
        var stock = new Dependency("stock", taken, List.of(stub("items", "/items", PAID)), Behaviours.UNSAID);
        var other = dependency("catalogue", stub("items", "/items", PAID));

        var refused = Mock.start(List.of(other, stock), MockOptions.ofSeed(1));

        assertThat(refused)
                .isInstanceOfSatisfying(
                        MockStart.Refused.class,
                        why -> assertThat(why.reasons())
                                .singleElement()
                                .asString()
                                .startsWith("stock: port " + taken + " is in use by process "
                                        + ProcessHandle.current().pid() + " ("));
        assertThatThrownBy(refused::orThrow).hasMessageContaining("is in use by process");
    }

    @Test
    void twoDependenciesOnOnePortAreRefused() {
        var stock = new Dependency("stock", 9001, List.of(), Behaviours.UNSAID);
        var payments = new Dependency("payments", 9001, List.of(), Behaviours.UNSAID);

        assertThatThrownBy(() -> Mock.start(List.of(stock, payments), MockOptions.ofSeed(1)))
                .hasMessage("port of payments: 9001, which another dependency has (expected: each port once)");
    }

    @Test
    void whatHasComeIsAnsweredBeforeTheEnd() throws Exception {
        var entered = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        Answer.Code code = matched -> {
            entered.countDown();
            goOn.await();
            return Reply.of(200);
        };
        var mock = start(dependency("payments", stub("pay", "/pay", new Answer.ByCode(code))));
        var answer = client.sendAsync(request(mock, "payments", "/pay"), BodyHandlers.ofString());
        entered.await();

        var ended = CompletableFuture.supplyAsync(() -> mock.end(Duration.ofSeconds(20)));
        goOn.countDown();

        assertThat(answer.get(20, SECONDS).statusCode()).isEqualTo(200);
        assertThat(ended.get(20, SECONDS).dependencies().getFirst().phases()).hasSize(1);
        assertThatThrownBy(mock::evidence).hasMessageContaining("the mock is closed");
    }

    @Test
    void theProcessWatchesItself() throws Exception {
        var mock = start(dependency("payments", stub("pay", "/pay", PAID)));
        call(mock, "payments", "/pay");

        await().until(() -> !mock.evidence().seconds().isEmpty());

        assertThat(mock.evidence().seconds().getFirst().busiestLoop()).isBetween(0.0, 1.0);
    }

    private Mock start(Dependency... dependencies) {
        var mock = Mock.start(List.of(dependencies), MockOptions.ofSeed(42)).orThrow();
        started = mock;
        return mock;
    }

    private static OfStub only(Mock mock) {
        var dependencies = mock.evidence().dependencies();
        var phases = dependencies.stream().map(OfDependency::phases).flatMap(List::stream);
        var stubs = phases.map(OfPhase::stubs).flatMap(List::stream).toList();
        assertThat(stubs).hasSize(1);
        return stubs.getFirst();
    }

    private static Dependency dependency(String name, Stub... stubs) {
        return new Dependency(name, null, List.of(stubs), Behaviours.UNSAID);
    }

    private static Stub stub(String name, String path, Answer answer) {
        return stub(name, path, answer, Behaviour.UNSAID);
    }

    private static Stub stub(String name, String path, Answer answer, Behaviour always) {
        return new Stub(name, matcher(path), answer, new Behaviours(always, new LinkedHashMap<>()), origin(name));
    }

    private static RequestMatcher matcher(String path) {
        return new RequestMatcher("GET", ExactPath.of(path), List.of());
    }

    private static Origin origin(String name) {
        return new Origin(Place.of("test"), name);
    }

    private HttpResponse<String> call(Mock mock, String dependency, String path) throws Exception {
        return client.send(request(mock, dependency, path), BodyHandlers.ofString());
    }

    private static HttpRequest request(Mock mock, String dependency, String path) {
        return HttpRequest.newBuilder(mock.url(dependency).resolve(path)).build();
    }
}
