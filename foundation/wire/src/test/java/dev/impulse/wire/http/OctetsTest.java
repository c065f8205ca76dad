package dev.impulse.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// The loops that look at eight bytes at a time find what one that looks at each would.
class OctetsTest {

    @Test
    void findsTheEndOfATokenForEveryByteAtEveryPlace() {
        for (int value = 0; value < 256; value++) {
            for (int place = 0; place < 20; place++) {
                for (char around : new char[] {'a', 'Z', '-', '0', '_', '~'}) {
                    byte[] bytes = line(around, (byte) value, place, (byte) ':');
                    int expected = Octets.isToken(value) ? 20 : place;

                    assertThat(Octets.tokenEnd(bytes, 0))
                            .as("byte %d at %d", value, place)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void findsAControlCharacterForEveryByteAtEveryPlace() {
        for (int value = 0; value < 256; value++) {
            for (int place = 0; place < 20; place++) {
                for (char around : new char[] {'a', ' ', '~', '\u0080', '\u00a0', '\u00ff'}) {
                    byte[] bytes = line(around, (byte) value, place, (byte) '\r');
                    int expected = value < ' ' || value == 0x7f ? place : 20;

                    assertThat(Octets.control(bytes, 0))
                            .as("byte %d at %d", value, place)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void knowsTheTokensOfTheRfc() {
        String tokens = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

        for (int value = 0; value < 256; value++) {
            assertThat(Octets.isToken(value)).as("byte %d", value).isEqualTo(tokens.indexOf(value) >= 0);
        }
    }

    /// Twenty bytes, of which one stands out, the end behind them, and what must not be looked at.
    private static byte[] line(char around, byte value, int place, byte end) {
        byte[] bytes = new byte[21 + Octets.PADDING];
        Arrays.fill(bytes, (byte) around);
        bytes[place] = value;
        bytes[20] = end;
        return bytes;
    }
}
