package dev.impulse.ci.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFolderTest {

    @Test
    void logsOfAnEarlierRunGoAndNothingElseDoes(@TempDir Path folder) throws IOException {
        for (String file : List.of("system.log", "mock-payments.log", "hook-restart.log", "notes.log")) {
            Files.writeString(folder.resolve(file), "of an earlier run");
        }
        try (ResultsFolder taken = ResultsFolder.at(folder)) {
            assertThat(taken.log("system")).doesNotExist();
            assertThat(taken.log("mock-payments")).doesNotExist();
            assertThat(taken.hookLog("restart")).doesNotExist();
            assertThat(folder.resolve("notes.log")).exists();
        }
    }
}
