package dev.impulse.generator.judge;

import dev.impulse.generator.Verdict;
import java.util.List;

/// What came of judging a run.
///
/// @param reason the verdict in a sentence, with its figures
/// @param causes what was behind it and what to do, a line each; empty when there is nothing to say
/// @param gates one for each gate and phase that it covers
public record Judgement(Verdict verdict, String reason, List<String> causes, List<GateResult> gates) {
    public Judgement {
        causes = List.copyOf(causes);
        gates = List.copyOf(gates);
    }
}
