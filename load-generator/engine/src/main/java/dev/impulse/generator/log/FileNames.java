package dev.impulse.generator.log;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Names of the files in one folder, made of what users have named: a few plain letters, and each another one even
/// where the file system does not tell cases apart. One thread.
public final class FileNames {
    private static final int LONGEST = 80;

    private final Set<String> taken = new HashSet<>();

    /// A name that none was given before, without an ending.
    public String next(String name) {
        var plain = plain(name);
        var free = plain;
        for (int number = 2; !taken.add(free.toLowerCase(Locale.ROOT)); number++) {
            free = plain + "-" + number;
        }
        return free;
    }

    /// Nothing but ASCII: where the locale is POSIX, Java has no other files. No dots: neither `..`, nor a folder that
    /// is called as a file.
    private static String plain(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^A-Za-z0-9_]+", "-")
                .replaceAll("^-|-$", "");
        var cut = plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
        return cut.isEmpty() ? "unnamed" : cut;
    }
}
