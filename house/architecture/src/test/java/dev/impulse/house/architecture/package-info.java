/// The rules of the house that a compiler does not hold. A tree of compiled modules enters, violations leave.
///
/// [Part] says which folder may know which, [ModuleTree] reads the classes and tells where each belongs, [Rules] are
/// the rules. `ArchitectureTest` holds them against this tree, `RulesTest` against made-up ones that break them.
@NullMarked
package dev.impulse.house.architecture;

import org.jspecify.annotations.NullMarked;
