package dev.impulse.benchmarks.soak;

import dev.impulse.generator.Result;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What a soak gave, as JSON. Read after the run.
record Summary(Duration lasted, Result result, Bounds bounds, Dumps dumps, Flights flights, List<String> wrong) {

    String json() {
        Map<String, @Nullable Object> whole = new LinkedHashMap<>();
        whole.put("java", Runtime.version().toString());
        whole.put(
                "collectors",
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .collect(java.util.stream.Collectors.toMap(
                                GarbageCollectorMXBean::getName, GarbageCollectorMXBean::getCollectionCount)));
        whole.put("scheduling", result.scheduling());
        whole.put("minutes", lasted.toMinutes());
        Map<String, Object> ledgers = new LinkedHashMap<>();
        result.phases().getFirst().testCases().forEach(testCase -> ledgers.put(testCase.name(), testCase.ledger()));
        whole.put("ledgers", ledgers);
        whole.put("verdict", result.verdict().text() + ": " + result.reason());
        whole.put("lateness", result.phases().getFirst().lateness());
        whole.put("notes", result.notes());
        whole.put("first look", bounds.first());
        whole.put("last look", bounds.last());
        whole.put("at the end", Vitals.afterCollection());
        whole.put("thread dumps", dumps.taken());
        whole.put("thread dumps by jcmd", dumps.takenByJcmd());
        whole.put("virtual threads seen in dumps", dumps.virtualThreadsSeen());
        whole.put("flights recorded", flights.recorded());
        whole.put("execution samples", flights.samples());
        whole.put("allocation samples", flights.allocations());
        whole.put("virtual threads pinned", flights.pinned());
        whole.put("longest pinned, ms", flights.longestPinned().toNanos() / 1e6);
        whole.put("pinned at", flights.pinnedAt());
        whole.put("wrong", wrong);
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(whole);
    }
}
