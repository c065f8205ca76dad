package dev.impulse.mocker.stub;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The faults among answers: each befalls its share of calls, and none befalls one together with another.
public record Faults(List<Fault> all) {

    /// No call meets one.
    public static final Faults NONE = new Faults(List.of());

    public Faults {
        all = List.copyOf(all);
        double rates = all.stream().mapToDouble(Fault::rate).sum();
        if (rates > 1) {
            throw new IllegalArgumentException(
                    "faults: " + Share.text(rates) + " of all calls (expected: at most 100 %)");
        }
    }

    /// The fault that befalls a call; null for none.
    ///
    /// @param share where the call stands among all: at least 0, below 1
    public @Nullable Fault at(double share) {
        double below = 0;
        for (int index = 0; index < all.size(); index++) {
            Fault fault = all.get(index);
            below += fault.rate();
            if (share < below) {
                return fault;
            }
        }
        return null;
    }

    /// All in one line.
    public String text() {
        return all.isEmpty() ? "none" : all.stream().map(Fault::text).collect(Collectors.joining(", "));
    }
}
