package dev.impulse.generator.send;

import static dev.impulse.generator.Runs.once;
import static dev.impulse.generator.Runs.onceEnding;
import static dev.impulse.generator.Runs.onceOnOwnThread;
import static dev.impulse.generator.Runs.only;
import static dev.impulse.generator.Runs.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.impulse.generator.Runs;
import dev.impulse.generator.TestServer;
import dev.impulse.load.Answer;
import dev.impulse.load.ErrorKind;
import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import dev.impulse.load.RequestFailed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Requests at the same time inside one trigger: by `together`, and by `sendAsync`.
@Tag("engine")
class TogetherTest {
    private final TestServer server = TestServer.with((asked, exchange) -> {
        if (asked.path().equals("/slow")) {
            Thread.sleep(30_000);
        }
        TestServer.reply(exchange, asked.path().equals("/bad") ? 500 : 200, asked.path());
    });

    @AfterEach
    void stop() {
        server.close();
    }

    private static Callable<String> asking(Load load, String path) {
        return () -> load.get(path).send().text();
    }

    @Test
    void resultsComeInTheOrderOfTheCalls() {
        List<String> texts = once(
                server.uri(),
                load -> load.together(
                        List.of(asking(load, "/1"), asking(load, "/2"), () -> "none", asking(load, "/3"))));

        assertThat(texts).containsExactly("/1", "/2", "none", "/3");
    }

    @Test
    void noCallsHaveNoResults() {
        List<String> none = once(server.uri(), load -> load.<String>together(List.of()));

        assertThat(none).isEmpty();
    }

    @Test
    void callsAreInsideTheServerAtTheSameTime() {
        var meeting = new CyclicBarrier(3);
        try (var meetingPoint = TestServer.with((asked, exchange) -> {
            meeting.await(5, TimeUnit.SECONDS);
            TestServer.reply(exchange, 200, "met");
        })) {
            LoadGenerator scenario =
                    load -> load.together(List.of(asking(load, "/1"), asking(load, "/2"), asking(load, "/3")));

            for (var result :
                    List.of(onceEnding(meetingPoint.uri(), scenario), onceOnOwnThread(meetingPoint.uri(), scenario))) {
                assertThat(only(result).ledger().ok()).isEqualTo(1);
                assertThat(Runs.requests(result)).isEqualTo(3);
            }
            assertThat(meetingPoint.mostInside()).isEqualTo(3);
        }
    }

    @Test
    void theFirstFailureInterruptsTheOthersAndAllHaveEndedAfterIt() {
        var ended = new AtomicInteger();
        var begun = new CountDownLatch(2);
        Callable<String> waiting = () -> {
            begun.countDown();
            try {
                Thread.sleep(20_000);
                return "slept";
            } finally {
                ended.incrementAndGet();
            }
        };
        Callable<String> failing = () -> {
            begun.await();
            throw new IOException("first");
        };
        String endedAtThrow = once(server.uri(), load -> {
            assertThatThrownBy(() -> load.together(List.of(waiting, failing, waiting)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("first");
            return ended + " ended";
        });

        assertThat(endedAtThrow).isEqualTo("2 ended");
    }

    @Test
    void aFailureCutsRequestsThatAreOnTheirWay() {
        long began = System.nanoTime();
        var result = onceEnding(
                server.uri(),
                load -> load.together(List.of(
                        asking(load, "/slow"),
                        () -> load.get("/bad").named("bad").send().expect(200).text())));

        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)).isLessThan(25_000);
        assertThat(only(result).errors()).containsExactly(Map.entry(ErrorKind.STATUS, 1L));
        assertThat(request(result, "bad").errors()).containsExactly(Map.entry(ErrorKind.STATUS, 1L));
        assertThat(request(result, "GET /slow").errors()).containsExactly(Map.entry(ErrorKind.RESET, 1L));
    }

    @Test
    void anErrorOfACallIsThrownAsItIs() {
        once(server.uri(), load -> {
            assertThatThrownBy(() -> load.together(List.of(() -> {
                        throw new StackOverflowError();
                    })))
                    .isInstanceOf(StackOverflowError.class);
            return "";
        });
    }

    @Test
    void requestsAfterThoseTogetherAreCountedToo() {
        var result = onceEnding(server.uri(), load -> {
            load.get("/before").send();
            load.together(List.of(asking(load, "/1"), asking(load, "/2")));
            load.get("/after").send();
        });

        assertThat(Runs.requests(result)).isEqualTo(4);
        assertThat(request(result, "GET /{}").count()).isEqualTo(2);
    }

    @Test
    void asynchronousRequestsOverlap() {
        var meeting = new CyclicBarrier(4);
        try (var meetingPoint = TestServer.with((asked, exchange) -> {
            meeting.await(5, TimeUnit.SECONDS);
            TestServer.reply(exchange, 200, asked.path());
        })) {
            var result = onceEnding(meetingPoint.uri(), load -> {
                var answers = new ArrayList<CompletableFuture<Answer>>();
                for (int request = 0; request < 4; request++) {
                    answers.add(load.get("/" + request).sendAsync());
                }
                for (int request = 0; request < 4; request++) {
                    load.check(
                            answers.get(request).get().text().equals("/" + request), "answer %d is another's", request);
                }
            });

            assertThat(only(result).ledger().ok()).isEqualTo(1);
            assertThat(request(result, "GET /{}").count()).isEqualTo(4);
            assertThat(meetingPoint.mostInside()).isEqualTo(4);
        }
    }

    @Test
    void anAsynchronousRequestThatFailsCompletesWithItsFailure() {
        var nobody = dev.impulse.generator.FaultyServer.nobody();
        var result = onceEnding(
                nobody,
                load -> assertThatThrownBy(
                                () -> load.get("/").named("ask").sendAsync().get())
                        .hasCauseInstanceOf(RequestFailed.class));

        assertThat(only(result).errors()).containsExactly(Map.entry(ErrorKind.REFUSED, 1L));
        assertThat(request(result, "ask").errors()).containsExactly(Map.entry(ErrorKind.REFUSED, 1L));
    }

    @Test
    void aTriggerIsNotOverBeforeItsAsynchronousRequestsAre() {
        try (var late = TestServer.with((asked, exchange) -> {
            Thread.sleep(100);
            TestServer.reply(exchange, 500, "broken");
        })) {
            LoadGenerator scenario = load -> {
                var _ = load.get("/").named("left").sendAsync();
            };

            for (var result : List.of(onceEnding(late.uri(), scenario), onceOnOwnThread(late.uri(), scenario))) {
                assertThat(request(result, "left").errors()).containsExactly(Map.entry(ErrorKind.STATUS, 1L));
                assertThat(only(result).errors()).containsExactly(Map.entry(ErrorKind.STATUS, 1L));
                assertThat(only(result).response().max()).isGreaterThanOrEqualTo(100_000_000);
            }
        }
    }
}
