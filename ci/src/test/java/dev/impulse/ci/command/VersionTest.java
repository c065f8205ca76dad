package dev.impulse.ci.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The lines are HotSpot's own, of JDK 25.0.3.
class VersionTest {

    @Test
    void aCacheThatTheJvmMapsIsUsed() {
        List<String> log = List.of(
                "Opened AOT cache /build/impulse.aot.",
                "Archived app classpath validation: passed",
                "Mapped static  region #0 at base 0x0000000041001000 top 0x0000000041569000 (ReadWrite)",
                "boot1 sun.reflect.annotation.AnnotationTypeMismatchExceptionProxy");
        assertThat(Version.judged("/build/impulse.aot", log)).isEqualTo("used: /build/impulse.aot");
    }

    @Test
    void aCacheThatTheJvmRejectsIsToldWithItsReason() {
        List<String> log = List.of(
                "Opened AOT cache /build/impulse.aot.",
                "Checking [27] '/build/lib/picocli-4.7.7.jar' file",
                "This file is not the one used while building the shared archive file: '/build/lib/picocli-4.7.7.jar', timestamp has changed",
                "Archived app classpath validation: failed",
                "An error has occurred while processing the AOT cache. Run with -Xlog:aot for details.");
        assertThat(Version.judged("/build/impulse.aot", log))
                .startsWith("rejected by the JVM: /build/impulse.aot (This file is not the one used")
                .contains("picocli-4.7.7.jar', timestamp has changed; Archived app classpath validation: failed)");
    }

    @Test
    void aCacheThatWasCutOffIsToldSo() {
        List<String> log = List.of(
                "Opened AOT cache /build/impulse.aot.",
                "The AOT cache has been truncated.",
                "An error has occurred while processing the AOT cache. Run with -Xlog:aot for details.",
                "Unable to map shared spaces");
        assertThat(Version.judged("/build/impulse.aot", log))
                .startsWith("rejected by the JVM: /build/impulse.aot (The AOT cache has been truncated.;");
    }

    @Test
    void theSchedulerIsNamed() {
        assertThat(Version.inDetail()).contains("scheduler  on the event loops").contains("java       25");
    }
}
