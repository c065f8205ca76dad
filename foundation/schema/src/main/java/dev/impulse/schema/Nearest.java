package dev.impulse.schema;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds what was probably meant by a name that is not known.
public final class Nearest {

    private static final int LISTED = 12;

    private Nearest() {}

    /// The known name with the fewest letters added, left out, changed or swapped with a neighbour (capitals and small
    /// letters are the same); null when none is near: one edit for names of up to three letters, two for longer ones.
    public static @Nullable String of(String name, Collection<String> known) {
        String nearest = null;
        int fewest = (name.codePointCount(0, name.length()) <= 3 ? 1 : 2) + 1;
        for (String candidate : known) {
            int edits = edits(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT), fewest);
            if (edits < fewest && edits < candidate.length()) {
                fewest = edits;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /// What to tell about a name that is not known: `did you mean checkout?`, else what there is, such as `one of
    /// browse, checkout`.
    public static String advice(String name, Collection<String> known) {
        String nearest = of(name, known);
        if (nearest != null) {
            return "did you mean " + nearest + "?";
        }
        if (known.isEmpty()) {
            return "";
        }
        String listed = String.join(", ", known.stream().limit(LISTED).toList()) + (known.size() > LISTED ? ", …" : "");
        return known.size() == 1 ? listed : "one of " + listed;
    }

    /// The optimal string alignment distance; `limit` when it is that or more.
    private static int edits(String left, String right, int limit) {
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        if (Math.abs(a.length - b.length) >= limit) {
            return limit;
        }
        int[] beforeLast = new int[b.length + 1];
        int[] last = new int[b.length + 1];
        for (int j = 0; j <= b.length; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length; i++) {
            int[] row = new int[b.length + 1];
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length; j++) {
                int change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least >= limit + 1) {
                return limit;
            }
            beforeLast = last;
            last = row;
        }
        return Math.min(last[b.length], limit);
    }
}
