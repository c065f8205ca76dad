package dev.impulse.mocker;

import dev.impulse.mocker.journal.EvidenceJson;
import java.time.Instant;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// What mocks were asked and what they gave, from their beginning, or since their journal was emptied, until now.
///
/// @param seed from which delays and faults were drawn
/// @param begin of the first phase; null while there are no phases
/// @param seconds what the mocks' process saw of itself, in order; those in which it answered, and those between them
public record MockEvidence(
        long seed, @Nullable Instant begin, List<OfDependency> dependencies, List<OfSecond> seconds) {
    public MockEvidence {
        dependencies = List.copyOf(dependencies);
        seconds = List.copyOf(seconds);
    }

    /// @param phases those in which there were calls, in order; the one without a name is what lies outside all phases
    /// @param unmatched the first calls that no stub was for, each text once
    public record OfDependency(String name, int port, List<OfPhase> phases, List<Unmatched> unmatched) {
        public OfDependency {
            phases = List.copyOf(phases);
            unmatched = List.copyOf(unmatched);
        }
    }

    /// @param phase its name; null outside all phases
    /// @param kind such as `steady`; null outside all phases
    /// @param stubs those that were called, in the order in which they are written
    /// @param unmatched how many calls no stub was for
    public record OfPhase(@Nullable String phase, @Nullable String kind, List<OfStub> stubs, long unmatched) {
        public OfPhase {
            stubs = List.copyOf(stubs);
        }
    }

    /// What one stub was asked and gave in a phase. Times are in nanoseconds; given is from the arrival of the
    /// request's last byte to the first byte of the answer handed to the socket, late is given − asked.
    ///
    /// @param delay the law of the delay, as text
    /// @param calls answered
    /// @param faults how many of them met a fault, on purpose
    /// @param failed how many of them were answered by code that failed
    /// @param gone calls that were not answered, because the client had closed the connection
    public record OfStub(
            String stub,
            String delay,
            long calls,
            long faults,
            long failed,
            long gone,
            Histogram asked,
            Histogram given,
            Histogram late) {}

    /// A call that no stub was for.
    ///
    /// @param told what it was answered: which stub is the nearest, and what differs
    public record Unmatched(String told, long calls) {}

    /// What the mocks' process saw of itself in one second. What could not be seen is null.
    ///
    /// @param number since the begin of the first phase; since the mocks' start while there are no phases
    /// @param cores how many it used
    /// @param busiestLoop the share of the second in which the busiest event loop worked
    /// @param waitedNanos how long loops could have run, and waited for a core
    /// @param stoppedNanos how long the JVM was stopped, such as for garbage collection
    /// @param stolenNanos how long the machine's cores were given to another machine
    public record OfSecond(
            long number,
            @Nullable Double cores,
            double busiestLoop,
            @Nullable Long waitedNanos,
            @Nullable Long stoppedNanos,
            @Nullable Long stolenNanos) {}

    /// As JSON, such as `GET /evidence` gives it.
    public String json() {
        return EvidenceJson.write(this);
    }

    /// Reads what [#json] wrote.
    ///
    /// @throws IllegalArgumentException when it is something else
    public static MockEvidence ofJson(String json) {
        return EvidenceJson.read(json);
    }
}
