package dev.impulse.ci.draft;

import dev.impulse.ci.define.LoadTestFile;
import dev.impulse.ci.draft.Draft.Get;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Writes a draft as a load test's file, with comments that say what its parts are for.
public final class DraftText {
    private static final MathContext DIGITS = new MathContext(3);

    private final Draft draft;
    private final StringBuilder text = new StringBuilder();

    private DraftText(Draft draft) {
        this.draft = draft;
    }

    /// @param schema the path of the file's JSON Schema, from where the file is
    public static String of(Draft draft, String schema) {
        var text = new DraftText(draft);
        text.whole(schema);
        return text.text.toString();
    }

    private void whole(String schema) {
        line("# yaml-language-server: $schema=" + schema);
        line(
                "# A first load test. What each key means: docs/load-test.md; an editor completes them by the schema above.");
        line("");
        line("target: " + quoted(draft.target().toString()));
        String host = draft.target().getHost();
        if (host != null && !host.equals("localhost") && !host.startsWith("127.")) {
            line("# Load goes to this machine and private networks only. Where this host has a public address:");
            line("# allow: [ " + quoted(host) + " ]");
        }
        line("# system: { command: java -jar shop.jar, ready: GET /health }   # if Impulse is to start it");
        line("");
        line("# What is done: a request as here, or a scenario of several: `checkout: Checkout.java`.");
        line("test-cases:");
        draft.requests().forEach(this::testCase);
        leftOut();
        line("");
        line(
                "# How often, in triggers per second (tps), whatever the answers take. `users: 5` instead is the closed model.");
        line("phases:");
        phase("warm-up", "10s", "run and shown, never judged", rate(0.1) + " -> ", 1);
        phase("steady", "30s", "the load of a usual day", "", 1);
        phase("peak", "20s", "that of a busy one", "", 2);
        line("");
        line("# What must hold, or the exit code is 1. Look at a first run, then say what you promise.");
        line("gates:");
        line("  - p99 < 1 s in steady        # 99 of 100 triggers of each test case, from when they were due");
        line("  - errors < 1 %               # of each test case and phase; a status from 400 on is an error");
    }

    private void testCase(Get request) {
        String path = quoted(literal(request.path()));
        if (request.query().isEmpty() && request.headers().isEmpty()) {
            line("  " + request.testCase() + ": { get: " + path + " }");
            return;
        }
        line("  " + request.testCase() + ":");
        line("    get: " + path);
        fields("query", request.query());
        fields("headers", request.headers());
    }

    private void fields(String key, Map<String, Object> fields) {
        if (!fields.isEmpty()) {
            line("    " + key + ":");
            fields.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(field ->
                            line("      " + quoted(field.getKey()) + ": " + quoted(literal(field.getValue()))));
        }
    }

    private void leftOut() {
        if (!draft.leftOut().isEmpty()) {
            line("  # Left out, since something is needed that nobody can make up:");
            draft.leftOut()
                    .forEach(each -> line("  #   " + printable(each.operation()) + ": " + printable(each.why())));
        }
    }

    private void phase(String kind, String lasting, String what, String from, int times) {
        line("  - " + kind + ":" + " ".repeat(9 - kind.length()) + " # " + what);
        line("      for: " + lasting);
        for (Get request : draft.requests()) {
            line("      " + request.testCase() + ": " + from + rate(times) + " tps");
        }
    }

    /// Each test case's part of the rate.
    private String rate(double times) {
        BigDecimal each = draft.tps()
                .multiply(BigDecimal.valueOf(times))
                .divide(BigDecimal.valueOf(draft.requests().size()), DIGITS);
        return each.stripTrailingZeros().toPlainString();
    }

    /// As JSON, which is YAML too.
    private static String quoted(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }

    /// Nothing in it is a variable, or the field of a row.
    private static Object literal(Object value) {
        return switch (value) {
            case String plain -> LoadTestFile.literal(plain);
            case List<?> list -> list.stream().map(DraftText::literal).toList();
            default -> value;
        };
    }

    private static String printable(String comment) {
        return comment.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029\\uFEFF]+", " ");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
