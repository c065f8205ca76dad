package dev.impulse.generator;

import dev.impulse.generator.judge.Gate;
import dev.impulse.generator.plan.Phase;
import java.net.URI;
import java.util.List;

/// A load test as a value: what to run, how fast, against what, and what must hold.
///
/// @param target `http://` or `https://`, with host, port and, if wanted, a path that goes before every request's
/// @param gates what must hold; without one only the run's own validity is judged
/// @param seed of every random choice
public record LoadTest(
        String name,
        URI target,
        List<TestCase> testCases,
        List<Phase> phases,
        List<Gate> gates,
        long seed,
        Limits limits) {

    public LoadTest {
        testCases = List.copyOf(testCases);
        phases = List.copyOf(phases);
        gates = List.copyOf(gates);
    }
}
