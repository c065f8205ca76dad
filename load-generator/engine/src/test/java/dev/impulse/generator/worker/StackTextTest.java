package dev.impulse.generator.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StackTextTest {

    @Test
    void showsTheInnermostFrameAndTheUsersCodeThatLedThere() {
        assertThat(StackText.of(List.of(
                        frame("java.base", "java.io.FileInputStream", "readBytes"),
                        frame("java.base", "java.io.FileInputStream", "read"),
                        frame("java.base", "java.nio.file.Files", "readString"),
                        frame(null, "shop.Prices", "load"),
                        frame("java.net.http", "jdk.internal.net.http.HttpClientImpl", "send"),
                        frame(null, "shop.Checkout", "run"))))
                .isEqualTo("java.base/java.io.FileInputStream.readBytes(FileInputStream.java:1)"
                        + " < shop.Prices.load(Prices.java:1) < shop.Checkout.run(Checkout.java:1)");
    }

    @Test
    void saysThatThereIsNone() {
        assertThat(StackText.of(List.of())).isEqualTo("no stack");
    }

    private static StackTraceElement frame(@Nullable String module, String type, String method) {
        var file = type.substring(type.lastIndexOf('.') + 1) + ".java";
        return new StackTraceElement(null, module, null, type, method, file, 1);
    }
}
