package dev.impulse.ci.define;

import dev.impulse.mocker.stub.Behaviour;
import dev.impulse.mocker.stub.BehaviourReader;
import dev.impulse.mocker.stub.PlainBehaviour;
import dev.impulse.schema.Keys;
import dev.impulse.schema.Nearest;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Reads `with`: how dependencies behave in a phase, which goes before what their files of stubs say.
final class WithReader {
    private final Set<String> dependencies;

    /// @param dependencies their names, of those with mistakes too
    WithReader(Set<String> dependencies) {
        this.dependencies = dependencies;
    }

    /// What is asked of each dependency, by its name.
    Map<String, AskedBehaviour> read(Value value) {
        Map<String, AskedBehaviour> asked = new LinkedHashMap<>();
        Section section = value.section(Keys.andNames());
        if (section == null) {
            return asked;
        }
        section.named().forEach((name, written) -> {
            if (!dependencies.contains(name)) {
                written.refuseKey("no such dependency", advice(name));
                return;
            }
            Behaviour behaviour = BehaviourReader.read(written);
            Object said = PlainBehaviour.of(written.node());
            if (behaviour != null && said != null) {
                asked.put(name, new AskedBehaviour(said, behaviour.text()));
            }
        });
        return asked;
    }

    private String advice(String name) {
        return dependencies.isEmpty() ? "one of the file's, under dependencies" : Nearest.advice(name, dependencies);
    }
}
