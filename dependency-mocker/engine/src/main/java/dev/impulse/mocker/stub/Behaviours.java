package dev.impulse.mocker.stub;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What is said about how answers are given, always and in single phases.
///
/// @param during by the name of a phase, or by the kind of phases
public record Behaviours(Behaviour always, SequencedMap<String, Behaviour> during) {

    /// Nothing is said.
    public static final Behaviours UNSAID = new Behaviours(Behaviour.UNSAID, new LinkedHashMap<>());

    public Behaviours {
        during = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(during));
    }

    /// What is said of a phase alone: under its name before under its kind.
    public Behaviour in(PhaseName phase) {
        return during(phase.name()).over(during(phase.kind()));
    }

    private Behaviour during(String nameOrKind) {
        return during.getOrDefault(nameOrKind, Behaviour.UNSAID);
    }
}
