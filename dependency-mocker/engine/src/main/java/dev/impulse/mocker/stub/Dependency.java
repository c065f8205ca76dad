package dev.impulse.mocker.stub;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A service that the system under test calls, as it is mocked.
///
/// @param port on which it listens; null when that is left to whoever starts it
/// @param stubs in the order in which they are written: of those that match, the first answers
/// @param behaviours of all stubs that say nothing else themselves
public record Dependency(String name, @Nullable Integer port, List<Stub> stubs, Behaviours behaviours) {

    public Dependency {
        stubs = List.copyOf(stubs);
        Set<String> names = new HashSet<>();
        for (Stub stub : stubs) {
            if (!names.add(stub.name())) {
                throw new IllegalArgumentException(
                        "stubs of " + name + ": two called " + stub.name() + " (expected: each name once)");
            }
        }
    }

    /// How a stub behaves in a phase. What is asked for the phase from outside goes before what was written about it,
    /// that before what was written for always, and what a stub says before what its dependency says.
    ///
    /// @param asked what the load test asks of this dependency in this phase
    public Conduct conduct(Stub stub, PhaseName phase, Behaviour asked) {
        return asked.over(stub.behaviours().in(phase))
                .over(behaviours.in(phase))
                .over(stub.behaviours().always())
                .over(behaviours.always())
                .whole();
    }

    /// How a stub behaves while there are no phases.
    public Conduct conduct(Stub stub) {
        return stub.behaviours().always().over(behaviours.always()).whole();
    }
}
