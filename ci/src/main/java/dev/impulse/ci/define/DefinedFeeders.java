package dev.impulse.ci.define;

import dev.impulse.generator.Feeder;
import java.util.List;
import java.util.Map;

/// The file's feeders, as far as they could be read.
///
/// @param columns of each feeder that is named, by its name; empty when they are not known, or differ from row to row
record DefinedFeeders(List<Feeder> feeders, Map<String, List<String>> columns) {

    static final DefinedFeeders NONE = new DefinedFeeders(List.of(), Map.of());

    DefinedFeeders {
        feeders = List.copyOf(feeders);
        columns = Map.copyOf(columns);
    }
}
