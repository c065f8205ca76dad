package dev.impulse.generator;

import dev.impulse.generator.Result.PhaseResult;
import dev.impulse.generator.Result.Times;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a mock that stood in for a dependency of the system under test was asked, and how right its delays were.
///
/// @param name of the dependency
/// @param phases those that began, in order
/// @param unmatched the first calls that no stub answered
/// @param lost why it could not say what it was asked: then `phases` is empty; null when it could
public record MockedDependency(
        String name,
        List<InPhase> phases,
        List<Unmatched> unmatched,
        @Nullable String lost) {

    /// What it was asked while a phase lasted.
    ///
    /// @param calls all of them
    /// @param unmatched those that no stub answered
    /// @param faults those that were answered otherwise than their stub says, on purpose
    /// @param asked delays as the stubs ask for them, in nanoseconds, of calls that a stub answered
    /// @param given from the arrival of a request's last byte to the first byte handed to the socket
    /// @param added by how much the given delay exceeds the asked one: what the mock itself took
    /// @param stubs those that were called
    /// @param strains what the mock or its machine was short of, a line each
    public record InPhase(
            String phase,
            long calls,
            long unmatched,
            long faults,
            Times asked,
            Times given,
            Times added,
            List<StubCalls> stubs,
            List<String> strains) {
        public InPhase {
            stubs = List.copyOf(stubs);
            strains = List.copyOf(strains);
        }

        /// How often one trigger made the system call it.
        ///
        /// @param triggers that were started in the phase
        public double callsPerTrigger(long triggers) {
            return (double) calls / triggers;
        }
    }

    /// How often a stub was called.
    ///
    /// @param faults calls that were answered otherwise, on purpose
    public record StubCalls(String name, long calls, long faults) {}

    /// A call that no stub answered.
    ///
    /// @param told what it was answered: which stub came nearest, and what differs
    /// @param calls how many were told so
    public record Unmatched(String told, long calls) {}

    public MockedDependency {
        phases = List.copyOf(phases);
        unmatched = List.copyOf(unmatched);
    }

    /// How many triggers were started in a phase.
    public static long started(PhaseResult phase) {
        return phase.testCases().stream()
                .mapToLong(testCase -> testCase.ledger().started())
                .sum();
    }

    /// One that could not say what it was asked.
    public static MockedDependency lost(String name, String why) {
        return new MockedDependency(name, List.of(), List.of(), why);
    }
}
