package dev.impulse.ci.provision;

import java.nio.file.Path;
import java.util.List;

/// Compiles one source file, inside this process.
sealed interface Compiler permits JavaCompiler, KotlinCompiler {

    /// What compiles, and in which version: a part of the cache's key, and said to people.
    String version();

    /// Writes classes into a folder that exists.
    ///
    /// @return what the compiler wrote, as it wrote it; empty when the source compiled
    /// @throws ScenarioMistake when the compiler itself cannot be used
    String compile(Path source, List<Path> classPath, Path into) throws ScenarioMistake;
}
