package dev.impulse.generator.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.Scrub;
import dev.impulse.generator.sample.NamedValues.Kind;
import dev.impulse.wire.http.PercentEncoding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// No secret that is put in ever comes out. Secrets are made of Q and Z, and of whatever delimits something somewhere;
/// what is around them has neither letter.
class ScrubbingTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Scrub OWN =
            new Scrub(List.of("X-Customer"), List.of("iban"), List.of(Pattern.compile("card-[QZ]+")));

    private static String shown(String text, Kind kind) {
        return shown(text, kind, text.length());
    }

    private static String shown(String text, Kind kind, int limit) {
        var scrubbing = new Scrubbing(OWN);
        var marked = scrubbing.text(text, kind);
        scrubbing.finish();
        return marked.shown(limit);
    }

    private static void assertHidden(String text, Kind kind, int cut, int limit) {
        var window = text.substring(0, Math.min(cut, text.length()));
        assertThat(shown(window, kind, limit)).as(window).doesNotContain("Q", "Z");
    }

    @Property(tries = 600)
    void noSecretComesOutOfJson(
            @ForAll("names") String name,
            @ForAll("secrets") String secret,
            @ForAll @IntRange(min = 0, max = 6) int form,
            @ForAll @IntRange(min = 0, max = 400) int cut) {
        Object value = switch (form) {
            case 0 -> Map.of("inner", List.of(secret, Map.of("a", secret)));
            case 1 -> List.of("a", secret);
            default -> secret;
        };
        Object tree = Map.of("a", 1, name, value, "list", List.of(Map.of("b", true, name, value)), "c", "d");
        var json = JSON.writeValueAsString(tree);
        if (form == 2) {
            json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
        }
        for (int level = form; level >= 5; level--) {
            json = JSON.writeValueAsString(Map.of("message", "got " + json, "e", "f"));
        }

        assertHidden(json, Kind.TEXT, cut + secret.length(), Integer.MAX_VALUE);
        assertHidden(json, Kind.TEXT, Integer.MAX_VALUE, cut);
        assertHidden(json, Kind.TEXT, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    @Property(tries = 400)
    void noSecretComesOutOfAForm(
            @ForAll("names") String name, @ForAll("secrets") String secret, @ForAll @IntRange(max = 100) int limit) {
        var form = new StringBuilder();
        PercentEncoding.FORM.parameter("a", "b c", form);
        PercentEncoding.FORM.parameter(name, secret, form);
        PercentEncoding.FORM.parameter("d", "e", form);

        assertHidden(form.toString(), Kind.FORM, Integer.MAX_VALUE, limit);
        assertHidden(form.toString(), Kind.TEXT, Integer.MAX_VALUE, limit);
        assertHidden("a=b&" + name + "=" + secret.replace("&", "%26"), Kind.FORM, Integer.MAX_VALUE, limit);
        assertThat(shown(form.toString(), Kind.FORM)).startsWith("a=b+c&").endsWith("=***&d=e");
    }

    @Property(tries = 400)
    void noSecretComesOutOfAUrl(@ForAll("names") String name, @ForAll("secrets") String secret) {
        var query = new StringBuilder();
        PercentEncoding.QUERY.parameter("a", "b", query);
        PercentEncoding.QUERY.parameter(name, secret, query);
        PercentEncoding.QUERY.parameter("c", "d", query);
        var user = PercentEncoding.QUERY.encode(secret);
        var url = "https://bob:" + user + "@host:8080/path;sid=" + user + "?" + query + "#end";
        var around = PercentEncoding.QUERY.encode(url);

        assertThat(shown(url, Kind.URL)).doesNotContain("Q", "Z").startsWith("https://***@host:8080/path;sid=***?a=b&");
        assertThat(shown("GET " + url + " failed", Kind.TEXT)).doesNotContain("Q", "Z");
        assertThat(shown("{\"next\": \"" + url + "\", \"e\": 1}", Kind.TEXT)).doesNotContain("Q", "Z");
        assertThat(shown("/login?to=" + around + "&f=g", Kind.URL)).doesNotContain("Q", "Z");
    }

    @Property(tries = 400)
    void noSecretComesOutOfALine(@ForAll("names") String name, @ForAll("secrets") String secret) {
        var line = "Q" + secret.replaceAll("[\r\n]", "");

        assertThat(shown("GET / HTTP/1.1\r\n" + name + ": " + line + "\r\nHost: a", Kind.TEXT))
                .doesNotContain("Q", "Z");
        assertThat(shown("Login[user=bob, " + name + "=" + line + ", more=b]\nnext", Kind.TEXT))
                .doesNotContain("Q", "Z");
    }

    @Property(tries = 300)
    void noSecretComesOutOfXmlOrAFormOfParts(@ForAll("names") String name, @ForAll("secrets") String secret) {
        var escaped = secret.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
        var tag = name.replaceAll("[^A-Za-z_-]", "");

        assertThat(shown("<a><s:" + tag + " b=\"c\">" + escaped + "</s:" + tag + "><d>e</d></a>", Kind.TEXT))
                .doesNotContain("Q", "Z");
        assertThat(shown("<input name=\"" + tag + "\" value=\"" + escaped + "\"><p>", Kind.TEXT))
                .doesNotContain("Q", "Z");
        assertThat(shown("<a " + tag + "=\"" + escaped + "\"/>", Kind.TEXT)).doesNotContain("Q", "Z");
        assertThat(shown(
                        "--b\r\nContent-Disposition: form-data; name=\"" + tag + "\"\r\nX: y\r\n\r\n"
                                + secret.replace("\n", "")
                                + "\r\n--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nc",
                        Kind.TEXT))
                .doesNotContain("Q", "Z");
        assertThat(shown("[{\"name\":\"" + tag + "\",\"value\":\"" + escaped.replace("\\", "") + "\"}]", Kind.TEXT))
                .doesNotContain("Q", "Z");
    }

    @Property(tries = 300)
    void whatAServerGivesBackOfASecretIsHiddenThereToo(
            @ForAll("names") String name,
            @ForAll("secrets") String secret,
            @ForAll @IntRange(min = 6, max = 60) int cut) {
        var told = "QZQZQZ" + secret.strip() + "Q";
        var scrubbing = new Scrubbing(OWN);
        scrubbing.header(name.equals("iban") ? "Cookie" : name, told);
        var echo = "you said " + told;
        var marked = scrubbing.text(echo.substring(0, Math.min(echo.length(), 9 + cut)), Kind.TEXT);
        scrubbing.finish();

        assertThat(marked.shown(1000)).doesNotContain("Q", "Z");
    }

    @Property(tries = 300)
    void whateverMatchesAPatternIsHidden(@ForAll @IntRange(min = 1, max = 30) int length, @ForAll Kind kind) {
        assertThat(shown("a card-" + "QZ".repeat(length) + " b", kind)).isEqualTo("a *** b");
    }

    @Property(tries = 400)
    void anyTextIsReadToItsEnd(
            @ForAll("scraps") String text, @ForAll Kind kind, @ForAll @IntRange(max = 200) int limit) {
        assertThat(shown(text, kind, limit)).hasSizeLessThanOrEqualTo(3 * text.length() + 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"keyboard\":\"us\",\"passenger\":\"eve\"}",
                "status 503 (expected: 200)",
                "java.lang.IllegalStateException: seven",
                "http://localhost:8080/carts?open=true&page=2",
                "Unrecognized token 'x': was expecting (JSON String, Number)",
                "{\"error\":\"pool exhausted\",\"time\":\"12:30:05\"}"
            })
    void whatIsNoSecretStays(String text) {
        assertThat(shown(text, Kind.TEXT)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"token\":\"abc\",\"a\":1} | {\"token\":\"***\",\"a\":1}",
                "{\"pin\": 1234, \"a\":1} | {\"pin\": ***, \"a\":1}",
                "{\"secrets\":[\"abc\",{\"b\":\"]\"}],\"a\":1} | {\"secrets\":***,\"a\":1}",
                "{\"pass\\u0077ord\":\"abc\"} | {\"pass\\u0077ord\":\"***\"}",
                "{\"m\":\"{\\\"token\\\":\\\"abc\\\",\\\"a\\\":1}\"} | {\"m\":\"{\\\"token\\\":\\\"***\\\",\\\"a\\\":1}\"}",
                "Authorization: Basic YWJj | Authorization: ***",
                "rejected Bearer abc.def-ghi | rejected Bearer ***",
                "got eyJhbGciOi.eyJzdWIi.c2ln. | got ***.",
                "/a?API_key=abc&b=c | /a?API_key=***&b=c",
                "/a?pass%77ord=abc&b=c | /a?pass%77ord=***&b=c",
                "<t><api-key a=\"b\">abc</api-key><c>d</c></t> | <t><api-key a=\"b\">***</api-key><c>d</c></t>",
                "<input name=\"csrf\" value=\"abc\"><p> | <***><p>",
                "{\"IBAN\":\"DE12\"} | {\"IBAN\":\"***\"}"
            })
    void aSecretIsHiddenAndTheRestStays(String text, String shown) {
        assertThat(shown(text, Kind.TEXT)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, true",
        "proxy-authorization, true",
        "Cookie, true",
        "Set-Cookie, true",
        "X-Api-Key, true",
        "X-Auth-Token, true",
        "x-customer, true",
        "Content-Type, false",
        "traceparent, false",
        "ETag, false"
    })
    void aHeaderIsSecretByItsName(String name, boolean secret) {
        var scrubbing = new Scrubbing(OWN);
        var marked = scrubbing.header(name, "some value");
        scrubbing.finish();

        assertThat(marked.shown(100)).isEqualTo(secret ? "***" : "some value");
    }

    @Test
    void whatALoginSentIsHiddenWhereItsPasswordComesBack() {
        var scrubbing = new Scrubbing(Scrub.USUAL);
        scrubbing.header("Authorization", "Basic Ym9iOm9wZW4gc2VzYW1l");
        var marked = scrubbing.text("wrong password for bob; you gave: open sesame!", Kind.TEXT);
        scrubbing.finish();

        assertThat(marked.shown(100)).isEqualTo("wrong password for bob; you gave: ***!");
    }

    @Test
    void aPatternThatWouldTakeForEverHidesTheText() {
        var scrub = new Scrub(List.of(), List.of(), List.of(Pattern.compile("(a+)+b"), Pattern.compile("(x|y)*z")));
        var began = System.nanoTime();
        for (var text : List.of("a".repeat(5000), "xy".repeat(5000))) {
            var scrubbing = new Scrubbing(scrub);
            var marked = scrubbing.text(text, Kind.TEXT);
            scrubbing.finish();
            assertThat(marked.shown(10_000)).isIn("***", text);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
    }

    @Provide
    Arbitrary<String> names() {
        var around = Arbitraries.strings().withChars("abc_-").ofMaxLength(4);
        var core = Arbitraries.of(
                "password", "Token", "api_key", "apiKey", "API-KEY", "client_secret", "passwd", "sessionId");
        return Arbitraries.oneOf(
                Arbitraries.of("iban", "pin"),
                Combinators.combine(around, core, around).as((a, b, c) -> a + b + c));
    }

    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.strings()
                .withChars("QQQQZZZZ \"'\\&=:;,{}[]()<>#?/%+\n\u00e9\ud83d\ude00")
                .ofMinLength(1)
                .ofMaxLength(30)
                .map(ScrubbingTest::withoutHalves)
                .map(secret -> secret + "QZ");
    }

    private static String withoutHalves(String text) {
        return new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Provide
    Arbitrary<String> scraps() {
        return Arbitraries.of(
                        "password",
                        "=",
                        ":",
                        "\"",
                        "\\",
                        "{",
                        "[",
                        "}",
                        "]",
                        "<",
                        ">",
                        "%3d",
                        "name",
                        "://",
                        "@",
                        "a",
                        " ",
                        "\r\n",
                        "'")
                .list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }
}
