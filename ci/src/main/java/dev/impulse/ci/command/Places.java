package dev.impulse.ci.command;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where things are on this machine.
final class Places {
    private Places() {}

    /// Where compiled scenarios are kept: as the XDG base directory specification says, or, where there is no home that
    /// can be written to (as in some containers), under the folder for temporary files.
    static Path cache() {
        String own = System.getenv("XDG_CACHE_HOME");
        Path base = own == null || own.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(own);
        Path existing = base;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        Path usable = Files.isWritable(existing) ? base : Path.of(System.getProperty("java.io.tmpdir"));
        return usable.resolve("impulse").resolve("scenarios");
    }

    /// The folder of Kotlin's compiler, as the script says.
    static Path kotlin() {
        return Path.of(System.getProperty("impulse.kotlin", "kotlin"));
    }
}
