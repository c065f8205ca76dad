package dev.impulse.wire.http;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Requests that follow one another on a connection, made up at random.
///
/// @param told what a reader must tell of them
record MadeRequests(byte[] bytes, List<RequestReading.Told> told) {

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "PROPFIND", "M-SEARCH", "get");
    private static final List<String> TARGETS = List.of(
            "/",
            "/api/item",
            "/a/very/long/path/of/many/segments/0123456789/0123456789?with=a&query=%20",
            "/?",
            "/~!$&'()*+,;=:@|{}[]^`\"<>\\",
            "http://shop:8080/absolute?form",
            "*");
    private static final List<String> FIELDS = List.of(
            "Accept: */*",
            "User-Agent: made/up",
            "X-Empty:",
            "x-blanks: \t between \t ",
            "Cookie: a=b; c=d",
            "X-Latin: \u00e9\u00ff",
            "Content-Type: application/json");

    static MadeRequests from(RandomGenerator random) {
        var bytes = new StringBuilder();
        List<RequestReading.Told> told = new ArrayList<>();
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            told.add(one(random, bytes));
        }
        return new MadeRequests(Reading.latin(bytes.toString()), told);
    }

    private static RequestReading.Told one(RandomGenerator random, StringBuilder out) {
        String lineEnd = random.nextInt(8) == 0 ? "\n" : "\r\n";
        out.append("\r\n".repeat(random.nextInt(8) == 0 ? 1 : 0));
        String method = any(METHODS, random);
        String target = any(TARGETS, random);
        int minor = random.nextInt(6) == 0 ? 0 : 1;
        out.append(method + " " + target + " HTTP/1." + minor + lineEnd);
        List<String> fields = new ArrayList<>();
        field("Host: shop:8080", fields, out, lineEnd);
        for (int count = random.nextInt(5); count > 0; count--) {
            field(any(FIELDS, random), fields, out, lineEnd);
        }
        boolean keepAlive = persistence(random, minor, fields, out, lineEnd);
        boolean expects = random.nextInt(10) == 0;
        if (expects) {
            field("Expect: 100-continue", fields, out, lineEnd);
        }
        String body = "x".repeat(random.nextInt(40)) + "\r\n\0\u00ff";
        List<String> trailers = new ArrayList<>();
        switch (random.nextInt(minor == 0 ? 2 : 3)) {
            case 0 -> {
                body = "";
                out.append(lineEnd);
            }
            case 1 -> {
                field("Content-Length: " + body.length(), fields, out, lineEnd);
                out.append(lineEnd + body);
            }
            default -> {
                field("transfer-encoding: Chunked", fields, out, lineEnd);
                out.append(lineEnd);
                chunks(body, random, trailers, out);
            }
        }
        return new RequestReading.Told(method, target, minor, fields, body, trailers, expects && minor > 0, keepAlive);
    }

    private static boolean persistence(
            RandomGenerator random, int minor, List<String> fields, StringBuilder out, String lineEnd) {
        return switch (random.nextInt(6)) {
            case 0 -> {
                field("Connection: close", fields, out, lineEnd);
                yield false;
            }
            case 1 -> {
                field("Connection: keep-alive", fields, out, lineEnd);
                yield true;
            }
            default -> minor > 0;
        };
    }

    private static void chunks(String body, RandomGenerator random, List<String> trailers, StringBuilder out) {
        for (int at = 0; at < body.length(); ) {
            int length = 1 + random.nextInt(body.length() - at);
            out.append(Integer.toHexString(length) + (random.nextBoolean() ? ";a=b" : "") + "\r\n");
            out.append(body, at, at + length).append("\r\n");
            at += length;
        }
        out.append("0\r\n");
        if (random.nextInt(3) == 0) {
            field("X-Trailer: later", trailers, out, "\r\n");
        }
        out.append("\r\n");
    }

    private static void field(String line, List<String> fields, StringBuilder out, String lineEnd) {
        out.append(line).append(lineEnd);
        int colon = line.indexOf(':');
        fields.add(line.substring(0, colon) + ": " + line.substring(colon + 1).replaceAll("^[ \t]+|[ \t]+$", ""));
    }

    private static String any(List<String> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }
}
