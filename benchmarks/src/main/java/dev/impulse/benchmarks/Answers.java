package dev.impulse.benchmarks;

import java.nio.charset.StandardCharsets;

/// The answers that the codec is measured with.
public enum Answers {
    /// As nginx gives it for a small file: 100 B of body.
    NGINX(head(
                    "Server: nginx/1.26.3",
                    "Date: Sat, 21 Nov 2026 10:12:07 GMT",
                    "Content-Type: text/plain",
                    "Content-Length: 100",
                    "Connection: keep-alive")
            + "x".repeat(100)),
    /// As an application behind a few layers gives it: 20 fields, 100 B of body.
    TWENTY_FIELDS(head(
                    "Server: nginx",
                    "Date: Sat, 21 Nov 2026 10:12:07 GMT",
                    "Content-Type: application/json; charset=utf-8",
                    "Content-Length: 100",
                    "Connection: keep-alive",
                    "Vary: Accept-Encoding, Origin",
                    "ETag: W/\"64-9Zk1hGqZ8l0p3o9dU4JmXw\"",
                    "Cache-Control: no-cache, no-store, max-age=0, must-revalidate",
                    "Pragma: no-cache",
                    "Expires: 0",
                    "X-Content-Type-Options: nosniff",
                    "X-Frame-Options: DENY",
                    "X-XSS-Protection: 0",
                    "Strict-Transport-Security: max-age=31536000 ; includeSubDomains",
                    "Referrer-Policy: same-origin",
                    "Set-Cookie: session=5f2b1c0e9d8a47c3; Path=/; HttpOnly; SameSite=Lax",
                    "X-Request-Id: 7c9e6679-7425-40de-944b-e07fc1f90ae7",
                    "X-Runtime: 0.012345",
                    "Access-Control-Allow-Origin: *",
                    "Via: 1.1 gateway")
            + "x".repeat(100)),
    /// As a framework gives it that does not know the length: one chunk of 100 B.
    CHUNKED(head(
                    "Date: Sat, 21 Nov 2026 10:12:07 GMT",
                    "Content-Type: application/json",
                    "Transfer-Encoding: chunked",
                    "Connection: keep-alive")
            + "64\r\n" + "x".repeat(100) + "\r\n0\r\n\r\n");

    private final String text;

    Answers(String text) {
        this.text = text;
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String head(String... fields) {
        return "HTTP/1.1 200 OK\r\n" + String.join("\r\n", fields) + "\r\n\r\n";
    }
}
