package dev.impulse.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.wire.http.ProtocolError.Reason;
import org.junit.jupiter.api.Test;

class ProtocolErrorTest {

    @Test
    void saysWhatWasThereAndWhatIsExpected() {
        byte[] bytes = Reading.latin("12x\r\nnext");

        assertThat(ProtocolError.at(Reason.CONTENT_LENGTH, bytes, 0, bytes.length)
                        .text())
                .isEqualTo("Content-Length: 12x (expected: one whole number from 0 to 2^63 - 1)");
    }

    @Test
    void makesBytesPrintableAndShort() {
        byte[] bytes = Reading.latin("\u0015\u0003\u00e9" + "a".repeat(500));
        String found =
                ProtocolError.at(Reason.STATUS_LINE, bytes, 0, bytes.length).found();

        assertThat(found).startsWith("\\x15\\x03\\xe9aaa").hasSizeLessThan(90);
    }

    @Test
    void saysNothingWhereNothingWas() {
        assertThat(ProtocolError.at(Reason.CONTENT_LENGTH, new byte[0], 0, 0).found())
                .isEqualTo("nothing");
    }
}
