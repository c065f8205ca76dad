package dev.impulse.measure.watch;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What a [Watch] saw.
///
/// @param seconds in order
/// @param stalls the longest, longest first
public record Watched(List<WatchedSecond> seconds, List<Stall> stalls) {
    /// Nothing: nobody watched.
    public static final Watched NOTHING = new Watched(List.of(), List.of());

    public Watched {
        seconds = List.copyOf(seconds);
        stalls = List.copyOf(stalls);
    }

    /// The seconds that a stretch touches.
    public List<WatchedSecond> secondsOf(Stretch stretch) {
        return seconds.stream().filter(second -> touch(stretch, second.when())).toList();
    }

    /// The stalls that a stretch touches, longest first.
    public List<Stall> stallsOf(Stretch stretch) {
        return stalls.stream().filter(stall -> touch(stretch, stall.when())).toList();
    }

    /// The machine's own floor in a stretch; empty if it is not known.
    public Optional<Floor> floorOf(Stretch stretch) {
        return Floor.of(secondsOf(stretch).stream()
                .map(WatchedSecond::floor)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList());
    }

    /// What the generator had too little of in a stretch: first what cost it time, by how much, then what it had no
    /// more room in. Empty if nothing of the kind was seen, which is not to say that there was nothing.
    public List<Scarcity> scarcitiesOf(Stretch stretch) {
        return Diagnosis.of(secondsOf(stretch), stallsOf(stretch));
    }

    /// The same of several stretches together.
    public List<Scarcity> scarcitiesOf(List<Stretch> stretches) {
        return Diagnosis.of(
                seconds.stream()
                        .filter(second -> stretches.stream().anyMatch(stretch -> touch(stretch, second.when())))
                        .toList(),
                stalls.stream()
                        .filter(stall -> stretches.stream().anyMatch(stretch -> touch(stretch, stall.when())))
                        .toList());
    }

    private static boolean touch(Stretch stretch, Stretch other) {
        return other.fromNanos() < stretch.toNanos() && stretch.fromNanos() < other.toNanos();
    }
}
