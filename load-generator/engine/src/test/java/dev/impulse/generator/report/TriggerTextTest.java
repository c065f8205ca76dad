package dev.impulse.generator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.DebuggedTrigger;
import dev.impulse.generator.DebuggedTrigger.SeenCall;
import dev.impulse.generator.DebuggedTrigger.Step;
import dev.impulse.generator.DebuggedTrigger.Thrown;
import dev.impulse.generator.Result.Failure.Body;
import dev.impulse.generator.Result.Failure.Field;
import dev.impulse.generator.Result.Failure.Form;
import dev.impulse.generator.Result.Failure.Received;
import dev.impulse.generator.Result.Failure.Sent;
import dev.impulse.generator.Result.Failure.Timings;
import dev.impulse.load.ErrorKind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TriggerTextTest {
    private static final String TOO_LONG = "X-Long: " + "0123456789".repeat(20);

    private static Duration millis(double millis) {
        return Duration.ofNanos(Math.round(millis * 1e6));
    }

    private static Body text(String text) {
        return new Body(text.length(), Form.TEXT, text, true);
    }

    private static SeenCall call(
            int number, String name, double began, double ended, int status, @Nullable ErrorKind failure, Body answer) {
        boolean opens = number < 3;
        return new SeenCall(
                number,
                name,
                failure,
                failure,
                failure == null ? "" : "status 503 (expected: 200)",
                millis(began),
                millis(ended),
                "Checkout.run(Checkout.java:" + (10 + number) + ")",
                new Sent(
                        "POST",
                        "https://shop/" + number,
                        List.of(new Field("Host", "shop"), new Field("Authorization", "***")),
                        number == 1 ? text("{\"user\":\"u-1\",\"password\":\"***\"}") : null),
                new Received(status, List.of(new Field("content-type", "application/json")), answer),
                new Timings(
                        number == 4 ? millis(8) : null,
                        opens ? millis(3) : null,
                        opens ? millis(5) : null,
                        millis((ended - began) / 2),
                        millis(ended - began)));
    }

    private static DebuggedTrigger trigger() {
        var calls = List.of(
                call(1, "login", 0.5, 20.5, 200, null, text("{\"token\":\"***\",\"roles\":[1,2]}")),
                call(2, "product", 21, 41, 200, null, new Body(9000, Form.BINARY, "89504e47", false)),
                call(
                        3,
                        "product",
                        21,
                        36,
                        200,
                        null,
                        new Body(70_000, Form.TEXT, "line\u001b[31m one\nline two", false)),
                call(4, "a name that is longer than the column for it", 21, 61, 200, null, text("[]")),
                new SeenCall(
                        5,
                        "shop client",
                        null,
                        null,
                        "",
                        millis(62),
                        millis(70),
                        "Checkout.run(Checkout.java:15)",
                        null,
                        null,
                        new Timings(null, null, null, null, millis(8))),
                call(6, "pay", 71, 99, 503, ErrorKind.STATUS, text("try later")));
        var step = new Step(
                "steady",
                true,
                "4bf92f3577b34da6a3ce929d0e0e4736",
                millis(100),
                ErrorKind.STATUS,
                new Thrown(
                        ErrorKind.STATUS,
                        "status 503 (expected: 200)",
                        List.of("at Checkout.pay(Checkout.java:40)", "at Checkout.run(Checkout.java:16)")),
                calls,
                0);
        var setUp = new Step("set-up", false, null, millis(2), null, null, List.of(), 0);
        return new DebuggedTrigger("checkout", 1204, 7, URI.create("https://shop"), List.of(setUp, step), List.of());
    }

    @Test
    void aTriggerIsShownAtTheWidthOfATerminal() {
        assertThat(TriggerText.of(trigger(), 80, Colours.NONE)).isEqualTo("""
                trigger 1,204, told to be in steady · 100 ms · 6 calls
                  trace 4bf92f3577b34da6a3ce929d0e0e4736
                  1  login                     200    20 ms  ·░▒▒███
                  2  product                   200    20 ms         ·░▒▒███
                  3  product                   200    15 ms         ···███
                  4  a name that is longer t…  200    40 ms         ·······███████
                  5  shop client               ✓       8 ms                       ▓▓▓
                  6  pay                       ✗ 503  28 ms                          ·····█████
                                                             0                           100 ms
                  · waiting  ░ connect  ▒ TLS  █ sent until answered  ▓ another client

                1 login   Checkout.run(Checkout.java:11)
                → POST https://shop/1
                  Host: shop
                  Authorization: ***

                  {
                    "user" : "u-1",
                    "password" : "***"
                  }
                ← 200 (connect 3 ms, TLS 5 ms, service 10 ms)
                  content-type: application/json

                  {
                    "token" : "***",
                    "roles" : [ 1, 2 ]
                  }

                2 product   Checkout.run(Checkout.java:12)
                → POST https://shop/2
                  Host: shop
                  Authorization: ***
                ← 200 (connect 3 ms, TLS 5 ms, service 10 ms)
                  content-type: application/json

                  (binary, 9,000 bytes: 89504e47…)

                3 product   Checkout.run(Checkout.java:13)
                → POST https://shop/3
                  Host: shop
                  Authorization: ***
                ← 200 (service 7.5 ms)
                  content-type: application/json

                  line�[31m one
                  line two
                  … (70,000 bytes in all)

                4 a name that is longer than the column for it   Checkout.run(Checkout.java:14)
                → POST https://shop/4
                  Host: shop
                  Authorization: ***
                ← 200 (waited 8 ms for a connection, service 20 ms)
                  content-type: application/json

                  [ ]

                5 shop client   Checkout.run(Checkout.java:15)

                6 pay   Checkout.run(Checkout.java:16)
                → POST https://shop/6
                  Host: shop
                  Authorization: ***
                ← 503 (service 14 ms)
                  content-type: application/json

                  try later
                ✗ status: status 503 (expected: 200)

                ✗ failed   status: status 503 (expected: 200)
                    at Checkout.pay(Checkout.java:40)
                    at Checkout.run(Checkout.java:16)

                a run counts it as
                  checkout                                   1 failed (status)
                  login                                      1 ok
                  product                                    2 ok
                  a name that is longer than the column f…   1 ok
                  shop client                                1 ok
                  pay                                        1 failed (status)""");
    }

    @Test
    void noLineIsLongerThanTheTerminalIsWide() {
        for (int width : List.of(72, 80, 132)) {
            var whole = trigger();
            var calls = new ArrayList<>(whole.steps().get(1).calls());
            calls.add(call(7, "long", 99, 100, 200, null, text(TOO_LONG)));
            var step = whole.steps().get(1);
            var longer = new Step(
                    step.name(), true, null, step.lasted(), step.failure(), step.thrown(), List.copyOf(calls), 3);
            var text = TriggerText.of(
                    new DebuggedTrigger("checkout", 0, 7, whole.target(), List.of(longer), List.of()),
                    width,
                    Colours.NONE);
            assertThat(text.lines()).allMatch(line -> line.length() <= width).hasSizeGreaterThan(40);
            assertThat(text).containsPattern("  X-Long: [0-9]+…").contains("and 3 calls more, which were not kept");
        }
    }

    @Test
    void whereThereIsNoTerminalNothingIsCutOff() {
        var calls = List.of(call(1, "long", 0, 100, 200, null, text(TOO_LONG)));
        var step = new Step("steady", true, null, millis(100), null, null, calls, 0);
        var trigger = new DebuggedTrigger("checkout", 0, 7, URI.create("https://shop"), List.of(step), List.of());
        assertThat(TriggerText.of(trigger, 0, Colours.NONE)).contains(TOO_LONG);
    }

    @Test
    void whereSetUpHasFailedThatIsSaid() {
        var thrown =
                new Thrown(ErrorKind.EXCEPTION, "java.io.IOException: no room", List.of("at Shop.open(Shop.java:3)"));
        var setUp = new Step("set-up", false, null, millis(1), ErrorKind.EXCEPTION, thrown, List.of(), 0);
        var trigger = new DebuggedTrigger("checkout", 0, 7, URI.create("https://shop"), List.of(setUp), List.of());
        assertThat(TriggerText.of(trigger, 80, Colours.NONE)).isEqualTo("""
                set-up · 1 ms · 0 calls

                the trigger was not started: its set-up had failed
                ✗ set-up failed   exception: java.io.IOException: no room
                    at Shop.open(Shop.java:3)""");
    }
}
