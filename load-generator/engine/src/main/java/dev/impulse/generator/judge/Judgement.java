package dev.impulse.generator.judge;

import dev.impulse.generator.Verdict;
import java.util.List;

/// What came of judging a run.
///
/// @param reason the verdict in a sentence, with its figures
/// @param gates one for each gate and phase that it covers
public record Judgement(Verdict verdict, String reason, List<GateResult> gates) {
    public Judgement {
        gates = List.copyOf(gates);
    }
}
