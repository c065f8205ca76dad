package dev.impulse.ci.define;

import dev.impulse.mocker.stub.BehaviourReader;
import dev.impulse.schema.Keys;
import dev.impulse.schema.Nearest;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `with`: how dependencies behave in a phase, which goes before what their files of stubs say.
final class WithReader {
    private final Set<String> dependencies;

    /// @param dependencies their names, of those with mistakes too
    WithReader(Set<String> dependencies) {
        this.dependencies = dependencies;
    }

    /// What each dependency is told, as lists, maps and texts.
    Map<String, Object> read(Value value) {
        Map<String, Object> said = new LinkedHashMap<>();
        Section section = value.section(Keys.andNames());
        if (section == null) {
            return said;
        }
        section.named().forEach((name, behaviour) -> {
            if (!dependencies.contains(name)) {
                behaviour.refuseKey("no such dependency", Nearest.advice(name, dependencies));
            } else if (BehaviourReader.read(behaviour) != null) {
                @Nullable Object plain = behaviour.node().plain();
                if (plain != null) {
                    said.put(name, plain);
                }
            }
        });
        return said;
    }
}
