package dev.impulse.ci.define;

import dev.impulse.generator.judge.Gate;
import dev.impulse.generator.judge.Known;
import dev.impulse.generator.plan.MalformedText;
import dev.impulse.generator.plan.Phase;
import dev.impulse.schema.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `gates`.
///
/// @param testCases their names, of those with mistakes too, as those of the hooks and dependencies
/// @param phases null after a mistake in them: then a phase that a gate names may be one of those
record GatesReader(Set<String> testCases, @Nullable List<Phase> phases, List<String> hooks, Set<String> dependencies) {

    List<Gate> read(Value value) {
        List<Gate> gates = new ArrayList<>();
        for (Value item : value.itemOrItems()) {
            String text = item.text("a gate such as checkout p99 < 300 ms in steady");
            if (text == null) {
                continue;
            }
            try {
                Gate gate = Gate.parse(text);
                gates.add(gate);
                if (phases != null) {
                    gate.check(new Known(testCases, phases, hooks, dependencies))
                            .forEach(malformed -> refuse(item, malformed));
                }
            } catch (MalformedText malformed) {
                refuse(item, malformed);
            }
        }
        return gates;
    }

    private static void refuse(Value value, MalformedText malformed) {
        value.refuseAt(malformed.column() - 1, String.valueOf(malformed.getMessage()), "");
    }
}
