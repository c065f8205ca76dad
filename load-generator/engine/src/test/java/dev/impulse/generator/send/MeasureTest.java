package dev.impulse.generator.send;

import static dev.impulse.generator.Runs.once;
import static dev.impulse.generator.Runs.onceEnding;
import static dev.impulse.generator.Runs.onceOnOwnThread;
import static dev.impulse.generator.Runs.only;
import static dev.impulse.generator.Runs.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.impulse.generator.FaultyServer;
import dev.impulse.generator.TestServer;
import dev.impulse.load.ErrorKind;
import dev.impulse.load.LoadGenerator;
import dev.impulse.load.RequestFailed;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Calls of the users' own clients. Times are measured, so only their lower bounds are sure.
@Tag("engine")
class MeasureTest {
    private static final URI NOBODY = FaultyServer.nobody();

    private static void take(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }

    @Test
    void aCallGivesBackWhatItReturnsAndIsCounted() {
        var result = onceEnding(NOBODY, load -> {
            String paid = load.measure("pay", () -> {
                take(50);
                return "paid";
            });
            load.check(paid.equals("paid"), "gave %s", paid);
        });

        assertThat(only(result).ledger().ok()).isEqualTo(1);
        assertThat(request(result, "pay").count()).isEqualTo(1);
        assertThat(request(result, "pay").service().count()).isZero();
        assertThat(millis(request(result, "pay").response().max())).isGreaterThanOrEqualTo(50);
    }

    @Test
    void aCallThatThrowsFailsRequestAndTrigger() {
        var result = onceEnding(
                NOBODY,
                load -> load.measure("pay", () -> {
                    throw new IOException("declined");
                }));

        assertThat(only(result).errors()).containsExactly(Map.entry(ErrorKind.EXCEPTION, 1L));
        assertThat(request(result, "pay").errors()).containsExactly(Map.entry(ErrorKind.EXCEPTION, 1L));
        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.request()).isEqualTo("pay");
            assertThat(failure.reason()).isEqualTo("java.io.IOException: declined");
            assertThat(failure.stack()).contains("MeasureTest");
        });
    }

    @Test
    void aCallWhoseExceptionIsCaughtStillFailsTheTrigger() {
        var result = onceEnding(
                NOBODY,
                load -> assertThatThrownBy(() -> load.measure("pay", () -> {
                            throw new IOException("declined");
                        }))
                        .isInstanceOf(IOException.class));

        assertThat(only(result).errors()).containsExactly(Map.entry(ErrorKind.EXCEPTION, 1L));
    }

    @Test
    void aMeasurementLastsFromItsBeginToItsEnd() {
        var result = onceEnding(NOBODY, load -> {
            load.measure("first", () -> "");
            var measurement = load.measure("later");
            take(40);
            measurement.succeeded();
            take(100);
        });

        long lasted = request(result, "later").response().max();
        assertThat(millis(lasted)).isGreaterThanOrEqualTo(40);
        assertThat(millis(only(result).response().max() - lasted)).isGreaterThanOrEqualTo(95);
        assertThat(only(result).ledger().ok()).isEqualTo(1);
    }

    @Test
    void aMeasurementThatFailedHasTheKindOfARequestThatFailed() {
        var result = onceEnding(NOBODY, load -> load.measure("pay").failed(new RequestFailed(ErrorKind.RESET, "cut")));

        assertThat(only(result).errors()).containsExactly(Map.entry(ErrorKind.RESET, 1L));
        assertThat(request(result, "pay").errors()).containsExactly(Map.entry(ErrorKind.RESET, 1L));
    }

    @Test
    void aMeasurementThatIsNotEndedLastsUntilTheTriggerEnds() {
        var result = onceEnding(NOBODY, load -> {
            load.measure("first", () -> "");
            load.measure("open");
            take(60);
        });

        assertThat(request(result, "open").count()).isEqualTo(1);
        assertThat(millis(request(result, "open").response().max())).isGreaterThanOrEqualTo(60);
    }

    @Test
    void aMeasurementAroundRequestsLastsAsLongAsTheyDo() {
        try (var server = TestServer.with((asked, exchange) -> {
            Thread.sleep(40);
            TestServer.reply(exchange, 200, "fine");
        })) {
            LoadGenerator scenario = load -> {
                load.measure("first", () -> "");
                load.measure("both", () -> {
                    load.get("/1").named("one").send();
                    return load.get("/2").named("two").send();
                });
            };

            for (var result :
                    java.util.List.of(onceEnding(server.uri(), scenario), onceOnOwnThread(server.uri(), scenario))) {
                assertThat(request(result, "both").count()).isEqualTo(1);
                assertThat(millis(request(result, "both").response().max())).isGreaterThanOrEqualTo(80);
                assertThat(request(result, "one").response().max())
                        .isLessThan(request(result, "both").response().max());
            }
        }
    }

    @Test
    void aMeasurementAroundARequestThatFailsFailsToo() {
        var result = onceEnding(
                NOBODY,
                load -> assertThatThrownBy(() -> load.measure(
                                "both", () -> load.get("/").named("one").send()))
                        .isInstanceOf(RequestFailed.class));

        assertThat(request(result, "both").errors()).containsExactly(Map.entry(ErrorKind.REFUSED, 1L));
        assertThat(request(result, "one").errors()).containsExactly(Map.entry(ErrorKind.REFUSED, 1L));
    }

    @Test
    void measurementsMayOverlap() {
        var result = onceEnding(NOBODY, load -> {
            load.measure("first", () -> "");
            var slow = load.measure("slow");
            var quick = load.measure("quick");
            quick.succeeded();
            take(50);
            slow.succeeded();
        });

        assertThat(millis(request(result, "slow").response().max())).isGreaterThanOrEqualTo(50);
        assertThat(request(result, "quick").response().max())
                .isLessThan(request(result, "slow").response().max());
    }

    @Test
    void aMeasurementMayBeEndedByAnotherThread() {
        var result = onceEnding(NOBODY, load -> {
            load.measure("first", () -> "");
            var measurement = load.measure("future");
            CompletableFuture.runAsync(
                            measurement::succeeded, CompletableFuture.delayedExecutor(30, TimeUnit.MILLISECONDS))
                    .get();
        });

        assertThat(millis(request(result, "future").response().max())).isGreaterThanOrEqualTo(30);
    }

    @Test
    void theFirstCallOfATriggerCountsFromItsDueTime() {
        var result = onceEnding(NOBODY, load -> {
            take(50);
            load.measure("first", () -> "");
            load.measure("second", () -> "");
        });

        assertThat(millis(request(result, "first").response().max())).isGreaterThanOrEqualTo(50);
        assertThat(request(result, "second").response().max())
                .isLessThan(request(result, "first").response().max());
    }

    @Test
    void whatACallReturnsMayBeAnything() {
        int number = once(NOBODY, load -> load.measure("count", () -> 42));

        assertThat(number).isEqualTo(42);
    }
}
