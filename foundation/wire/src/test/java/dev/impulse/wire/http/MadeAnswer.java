package dev.impulse.wire.http;

import dev.impulse.wire.http.Reading.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A valid answer, made up, with what a parser must tell of it: the reference that the parser is held against.
///
/// @param closes whether the answer ends with the connection
record MadeAnswer(String wire, boolean requestIsHead, boolean closes, Told told) {

    private static final String TOKEN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~";
    private static final String VALUE = "abcXYZ019 \t,;:=\"()/<>@[]{}?\\\u00e9\u00ff-._~%";
    private static final List<Integer> STATUSES =
            List.of(200, 200, 200, 201, 204, 206, 301, 302, 304, 400, 404, 418, 500, 503, 599);

    static MadeAnswer from(RandomGenerator random) {
        return new Maker(random).make();
    }

    byte[] bytes() {
        return Reading.latin(wire);
    }

    /// Puts one answer together, once.
    private static final class Maker {
        private final RandomGenerator random;
        private final StringBuilder wire = new StringBuilder();
        private final List<String> fields = new ArrayList<>();
        private final List<String> trailers = new ArrayList<>();
        private final String lineEnd;

        Maker(RandomGenerator random) {
            this.random = random;
            this.lineEnd = random.nextInt(10) == 0 ? "\n" : "\r\n";
        }

        MadeAnswer make() {
            boolean head = random.nextInt(8) == 0;
            int status = STATUSES.get(random.nextInt(STATUSES.size()));
            for (int interim = random.nextInt(8) - 6; interim > 0; interim--) {
                wire.append("HTTP/1.1 ")
                        .append(random.nextBoolean() ? "100 Continue" : "103 Early Hints")
                        .append(lineEnd);
                someFields(3, new ArrayList<>());
                wire.append(lineEnd);
            }
            int minorVersion = random.nextInt(6) == 0 ? 0 : 1;
            String reason = random.nextInt(4) == 0 ? "" : value().strip();
            wire.append("HTTP/1.").append(minorVersion).append(' ').append(status);
            wire.append(reason.isEmpty() && random.nextBoolean() ? "" : " " + reason)
                    .append(lineEnd);
            int at = fields.size();
            someFields(6, fields);
            boolean hidden = head || status == 204 || status == 304;
            int kind = random.nextInt(5);
            boolean chunked = kind == 1 || kind == 2;
            boolean until = kind == 0;
            String body = body();
            long contentLength = -1;
            if (chunked) {
                field(caseOf("Transfer-Encoding"), caseOf("chunked"));
            } else if (!until) {
                contentLength = body.length();
                field(caseOf("Content-Length"), "0".repeat(random.nextInt(3)) + contentLength);
            }
            boolean keep = minorVersion == 1;
            if (random.nextInt(3) == 0) {
                keep = random.nextBoolean();
                field(caseOf("Connection"), caseOf(keep ? "keep-alive" : "close"));
            }
            someFields(20 - at, fields);
            wire.append(lineEnd);
            BodyFraming framing = hidden
                    ? BodyFraming.NONE
                    : chunked ? BodyFraming.CHUNKED : until ? BodyFraming.UNTIL_CLOSE : BodyFraming.LENGTH;
            switch (framing) {
                case NONE -> body = "";
                case LENGTH, UNTIL_CLOSE -> wire.append(body);
                case CHUNKED -> chunks(body);
            }
            boolean kept = keep && framing != BodyFraming.UNTIL_CLOSE && !(chunked && minorVersion == 0);
            Told told =
                    new Told(status, minorVersion, reason, framing, contentLength, fields, body, trailers, true, kept);
            return new MadeAnswer(wire.toString(), head, framing == BodyFraming.UNTIL_CLOSE, told);
        }

        private void chunks(String body) {
            int at = 0;
            while (at < body.length()) {
                int size = 1 + random.nextInt(Math.min(body.length() - at, 40));
                chunkLine(size);
                wire.append(body, at, at + size).append("\r\n");
                at += size;
            }
            chunkLine(0);
            if (random.nextInt(3) == 0) {
                List<String> same = new ArrayList<>();
                someFields(3, same);
                trailers.addAll(same);
            }
            wire.append(lineEnd);
        }

        private void chunkLine(int size) {
            String digits = Integer.toHexString(size);
            wire.append("0".repeat(random.nextInt(8) / 6))
                    .append(random.nextBoolean() ? digits : digits.toUpperCase(java.util.Locale.ROOT));
            if (random.nextInt(5) == 0) {
                wire.append(random.nextBoolean() ? " " : "")
                        .append(";")
                        .append(token(8))
                        .append("=\"")
                        .append(token(8))
                        .append('"');
            }
            wire.append("\r\n");
        }

        private void someFields(int most, List<String> into) {
            for (int count = random.nextInt(most); count > 0; count--) {
                String name = "X-" + token(random.nextInt(10) == 0 ? 40 : 14);
                String value = value();
                wire.append(name)
                        .append(':')
                        .append(blanks())
                        .append(value)
                        .append(blanks())
                        .append(lineEnd);
                into.add(name + ": " + value.strip());
            }
        }

        private void field(String name, String value) {
            wire.append(name)
                    .append(':')
                    .append(blanks())
                    .append(value)
                    .append(blanks())
                    .append(lineEnd);
            fields.add(name + ": " + value);
        }

        private String blanks() {
            return switch (random.nextInt(6)) {
                case 0 -> "";
                case 1 -> "\t";
                case 2 -> "   ";
                default -> " ";
            };
        }

        private String caseOf(String text) {
            return switch (random.nextInt(4)) {
                case 0 -> text.toLowerCase(java.util.Locale.ROOT);
                case 1 -> text.toUpperCase(java.util.Locale.ROOT);
                default -> text;
            };
        }

        private String token(int longest) {
            return some(TOKEN, 1 + random.nextInt(longest));
        }

        private String value() {
            int length = random.nextInt(12) == 0 ? random.nextInt(400) : random.nextInt(24);
            return some(VALUE, length).strip();
        }

        private String body() {
            StringBuilder body = new StringBuilder();
            for (int length = random.nextInt(4) == 0 ? random.nextInt(1500) : random.nextInt(60);
                    length > 0;
                    length--) {
                body.append((char) random.nextInt(256));
            }
            return body.toString();
        }

        private String some(String letters, int length) {
            StringBuilder text = new StringBuilder();
            for (int index = 0; index < length; index++) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            return text.toString();
        }
    }
}
