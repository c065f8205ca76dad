package dev.impulse.schema;

import java.util.Set;

/// A file's tree with its variables filled in.
///
/// @param secrets what is in it that must not be shown
/// @param used the names of the variables that were asked for, or that the file declares
public record Filled(Node root, Set<String> secrets, Set<String> used) {
    public Filled {
        secrets = Set.copyOf(secrets);
        used = Set.copyOf(used);
    }

    /// Does not show the secrets.
    @Override
    public String toString() {
        return "filled at " + root.place();
    }
}
