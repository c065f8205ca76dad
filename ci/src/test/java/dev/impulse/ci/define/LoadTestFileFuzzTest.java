package dev.impulse.ci.define;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.schema.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is in a load test's file, reading it gives a definition or mistakes.
class LoadTestFileFuzzTest {

    private static final String SAMPLE = """
            name: shop
            target: http://localhost:8080
            system: { command: "java -jar 'my shop.jar'", ready: { log: "up|ready" }, environment: { A: b } }
            classpath: [ target ]
            test-cases:
              browse: GET /products
              checkout: { post: /carts, json: { a: [ 1, 2.5 ] }, headers: { X-Y: z }, expect: [ 200, 201 ], timeout: 2s }
              search: { run: com.acme.Search, threads: own }
            phases:
              - warm-up: { for: 10s, browse: 5 -> 50 tps, checkout: 5 tps }
              - steady: { for: 1m 30s, name: day, arrivals: poisson, browse: { rate: "10, 20 tps" }, search: 3 users }
              - peak: { for: 20s, browse: spike 5 -> 50 tps at 1s for 2s, checkout: sine 50 +- 20 tps every 10s }
            gates: [ checkout p99 < 300 ms in peak, errors < 0.1 % ]
            seed: 7
            limits: { triggers-in-flight: 10, grace: 1s }
            """;

    @Test
    void neverThrows(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("target"));
        var random = new Random(11);
        List<String> lines = SAMPLE.lines().toList();
        int read = 0;
        for (int round = 0; round < 3_000; round++) {
            var text = new StringBuilder(SAMPLE);
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(32, 127));
                    case 1 -> text.deleteCharAt(at);
                    case 2 -> text.insert(at, text.charAt(random.nextInt(text.length())));
                    default ->
                        text.append(lines.get(random.nextInt(lines.size()))).append('\n');
                }
            }
            switch (LoadTestFile.parse(folder.resolve("loadtest.yaml"), text.toString(), Given.NOTHING)) {
                case Reading.Whole<Definition> whole -> read++;
                case Reading.Mistaken<Definition> mistaken ->
                    assertThat(mistaken.mistakes().all()).isNotEmpty();
            }
        }
        assertThat(read).as("files that are still right").isPositive();
    }
}
