package dev.impulse.generator.send;

import static dev.impulse.generator.Runs.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.impulse.generator.Result;
import dev.impulse.generator.Result.Failure;
import dev.impulse.generator.Runs;
import dev.impulse.generator.TestServer;
import dev.impulse.load.Answer;
import dev.impulse.load.ErrorKind;
import dev.impulse.load.LoadGenerator;
import dev.impulse.load.RequestFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a scenario says of an answer when later requests have begun. It counts the same on the loop and beside it.
@Tag("engine")
class LateJudgementTest {

    /// Runs a scenario once on the loop and once on a thread of its own, against a server whose answers have the status
    /// that is their path.
    private static void both(LoadGenerator scenario, Consumer<Result> seen) {
        try (var server = TestServer.with((asked, exchange) ->
                TestServer.reply(exchange, Integer.parseInt(asked.path().substring(1)), "fine"))) {
            seen.accept(Runs.onceEnding(server.uri(), scenario));
            seen.accept(Runs.onceOnOwnThread(server.uri(), scenario));
        }
    }

    private static Map<ErrorKind, Long> errors(Result result, String request) {
        return Runs.request(result, request).errors();
    }

    @Test
    void aStatusMayBeExpectedWhenLaterRequestsHaveBegun() {
        both(
                load -> {
                    var first = load.get("/404").named("first").send();
                    var second = load.get("/410").named("second").send();
                    load.get("/200").named("third").send();
                    second.expect(410);
                    first.expect(404);
                },
                result -> {
                    assertThat(only(result).ledger().ok()).isEqualTo(1);
                    assertThat(only(result).requests())
                            .hasSize(3)
                            .allSatisfy(request -> assertThat(request.errors()).isEmpty());
                    assertThat(result.failures()).isEmpty();
                });
    }

    @Test
    void aStatusOfWhichNothingIsSaidFailsWhateverComesAfterIt() {
        both(
                load -> {
                    load.get("/404").named("first").send();
                    load.get("/200").named("second").send();
                },
                result -> {
                    assertThat(only(result).errors()).containsExactly(Map.entry(ErrorKind.STATUS, 1L));
                    assertThat(errors(result, "first")).containsExactly(Map.entry(ErrorKind.STATUS, 1L));
                    assertThat(errors(result, "second")).isEmpty();
                    assertThat(result.failures()).extracting(Failure::request).containsExactly("first");
                });
    }

    @Test
    void anotherStatusThanTheOneExpectedLateFailsTheRequest() {
        both(
                load -> {
                    var first = load.get("/404").named("first").send();
                    load.get("/200").send();
                    first.expect(410);
                },
                result -> {
                    assertThat(only(result).errors()).containsExactly(Map.entry(ErrorKind.STATUS, 1L));
                    assertThat(errors(result, "first")).containsExactly(Map.entry(ErrorKind.STATUS, 1L));
                    assertThat(result.failures())
                            .extracting(Failure::reason)
                            .containsExactly("status 404 (expected: 410)");
                });
    }

    @Test
    void whatIsFoundWrongWithARequestThatWasCountedFailsTheTriggerAloneCaughtOrNot() {
        for (boolean caught : List.of(false, true)) {
            both(
                    load -> {
                        var first = load.get("/200").named("first").send();
                        load.get("/201").named("second").send();
                        if (caught) {
                            assertThatExceptionOfType(RequestFailed.class)
                                    .isThrownBy(() -> first.check(false, "not fine"));
                            load.get("/200").named("third").send();
                        } else {
                            first.check(false, "not fine");
                        }
                    },
                    result -> {
                        assertThat(only(result).errors()).containsExactly(Map.entry(ErrorKind.CHECK, 1L));
                        assertThat(only(result).requests())
                                .allSatisfy(
                                        request -> assertThat(request.errors()).isEmpty());
                        assertThat(result.failures())
                                .extracting(Failure::request, Failure::reason)
                                .containsExactly(org.assertj.core.groups.Tuple.tuple("first", "not fine"));
                    });
        }
    }

    @Test
    void sixteenWaitToBeExpectedAndNoMore() {
        both(
                load -> {
                    var answers = new ArrayList<Answer>();
                    for (int request = 0; request < 20; request++) {
                        answers.add(load.get("/404").named("find").send());
                    }
                    load.get("/200").named("end").send();
                    answers.forEach(answer -> answer.expect(404));
                },
                result -> {
                    assertThat(Runs.request(result, "find").count()).isEqualTo(20);
                    assertThat(errors(result, "find")).containsExactly(Map.entry(ErrorKind.STATUS, 4L));
                    assertThat(only(result).errors()).containsExactly(Map.entry(ErrorKind.STATUS, 1L));
                });
    }

    @Test
    void theFirstFailureThatWasDecidedIsTheTriggers() {
        both(
                load -> {
                    try {
                        load.get("/200").named("first").send().check(false, "no");
                    } catch (RequestFailed expected) {
                        load.get("/200").named("second").send();
                    }
                    throw new IllegalStateException("seven");
                },
                result -> assertThat(only(result).errors()).containsExactly(Map.entry(ErrorKind.CHECK, 1L)));
    }
}
