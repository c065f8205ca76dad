package dev.impulse.wire.http;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Damages the bytes of an answer, mostly where it hurts.
final class Mutation {

    private static final List<byte[]> WORDS = List.of(
                    "\r\n",
                    "\n",
                    "\r",
                    "\r\n\r\n",
                    " ",
                    "\t",
                    ":",
                    ",",
                    ";",
                    "\0",
                    "\u007f",
                    "\u00ff",
                    "0",
                    "1",
                    "f",
                    "-",
                    "+",
                    "x",
                    "\r\n ",
                    "\r\n\t",
                    "HTTP/1.1 200 OK\r\n",
                    "HTTP/1.1 100 Continue\r\n\r\n",
                    "HTTP/1.0 ",
                    "304",
                    "204",
                    "Content-Length: 3\r\n",
                    "Content-Length: 5, 5\r\n",
                    "Content-Length: 99999999999999999999\r\n",
                    "Content-Length:\r\n",
                    "Transfer-Encoding: chunked\r\n",
                    "Transfer-Encoding: gzip\r\n",
                    "Transfer-Encoding: identity\r\n",
                    "Transfer-Encoding: gzip, chunked\r\n",
                    "Connection: close\r\n",
                    "Connection: keep-alive\r\n",
                    "X-Name : value\r\n",
                    "chunked",
                    "0\r\n\r\n",
                    "3\r\nabc\r\n",
                    "ffffffffffffffff\r\n",
                    "7fffffffffffffff\r\n",
                    ";a=b",
                    "\"")
            .stream()
            .map(Reading::latin)
            .toList();

    private Mutation() {}

    static byte[] of(byte[] answer, RandomGenerator random) {
        byte[] bytes = answer;
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            bytes = once(bytes, random);
        }
        return bytes;
    }

    private static byte[] once(byte[] bytes, RandomGenerator random) {
        int at = place(bytes, random);
        int length = Math.min(1 + random.nextInt(random.nextInt(4) == 0 ? 30 : 3), bytes.length - at);
        byte[] word = WORDS.get(random.nextInt(WORDS.size()));
        return switch (random.nextInt(6)) {
            case 0 -> spliced(bytes, at, length, new byte[0]);
            case 1 -> spliced(bytes, at, 0, word);
            case 2 -> spliced(bytes, lineStart(bytes, at), 0, word);
            case 3 -> spliced(bytes, at, length, word);
            case 4 -> spliced(bytes, at, Math.min(1, length), new byte[] {(byte) random.nextInt(256)});
            default -> spliced(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
        };
    }

    /// Mostly in the head: that is where most can go wrong.
    private static int place(byte[] bytes, RandomGenerator random) {
        int most = random.nextInt(3) == 0 ? bytes.length : Math.min(bytes.length, 160);
        return random.nextInt(most + 1);
    }

    private static int lineStart(byte[] bytes, int from) {
        int at = from;
        while (at > 0 && bytes[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    private static byte[] spliced(byte[] bytes, int at, int length, byte[] instead) {
        byte[] result = new byte[bytes.length - length + instead.length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(instead, 0, result, at, instead.length);
        System.arraycopy(bytes, at + length, result, at + instead.length, bytes.length - at - length);
        return result;
    }
}
