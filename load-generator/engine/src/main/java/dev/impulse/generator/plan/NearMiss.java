package dev.impulse.generator.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds what a person probably meant.
public final class NearMiss {

    private NearMiss() {}

    /// The known word that is nearest to what was written, unless that is too far: more than a third of its letters.
    public static Optional<String> of(String written, Collection<String> known) {
        String lower = written.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(word -> distance(lower, word.toLowerCase(Locale.ROOT)) <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt(word -> distance(lower, word.toLowerCase(Locale.ROOT))));
    }

    /// How many letters must be put in, left out, changed, or swapped with their neighbour.
    static int distance(String one, String other) {
        var counts = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    counts[i][j] = i + j;
                    continue;
                }
                int changed = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                counts[i][j] =
                        Math.min(counts[i - 1][j - 1] + changed, 1 + Math.min(counts[i - 1][j], counts[i][j - 1]));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    counts[i][j] = Math.min(counts[i][j], counts[i - 2][j - 2] + 1);
                }
            }
        }
        return counts[one.length()][other.length()];
    }
}
