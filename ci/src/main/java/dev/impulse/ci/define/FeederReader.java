package dev.impulse.ci.define;

import dev.impulse.generator.Feeder;
import dev.impulse.generator.Feeder.Order;
import dev.impulse.generator.Feeder.WhenDry;
import dev.impulse.generator.source.BrokenRows;
import dev.impulse.generator.source.RowFile;
import dev.impulse.schema.Keys;
import dev.impulse.schema.Mistake;
import dev.impulse.schema.Nearest;
import dev.impulse.schema.Place;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `feeders`, and looks at all rows of their files.
final class FeederReader {

    static final Keys KEYS = Keys.of("file", "order", "when-dry", "per-trigger", "test-cases");

    private static final String EXPECTED = "the path of a .csv or .jsonl file";
    private static final int MOST = 1_000;

    private final Set<String> testCases;

    /// @param testCases their names, of those with mistakes too
    FeederReader(Set<String> testCases) {
        this.testCases = testCases;
    }

    /// All feeders, those too that have mistakes: requests may name them.
    DefinedFeeders read(Value value) {
        Section section = value.section(Keys.andNames());
        if (section == null) {
            return DefinedFeeders.NONE;
        }
        List<Feeder> feeders = new ArrayList<>();
        Map<String, List<String>> columns = new LinkedHashMap<>();
        section.named().forEach((name, definition) -> {
            if (!Names.fits(name)) {
                definition.refuseKey("no name for a feeder", Names.EXPECTED);
            }
            columns.put(name, List.of());
            Feeder feeder = definition.isScalar() ? file(name, definition) : feeder(name, definition);
            if (feeder != null) {
                feeders.add(feeder);
                List<String> known = columns(feeder.file(), definition);
                columns.put(name, known == null ? List.of() : known);
            }
        });
        return new DefinedFeeders(feeders, columns);
    }

    private static @Nullable Feeder file(String name, Value value) {
        Path file = path(value);
        return file == null ? null : Feeder.of(name, file);
    }

    private @Nullable Feeder feeder(String name, Value value) {
        Section feeder = value.section(KEYS);
        if (feeder == null) {
            return null;
        }
        Path file = feeder.required("file", EXPECTED, FeederReader::path);
        Order order = feeder.optional("order", Order.SEQUENTIAL, words -> words.oneOf(Order.WORDS));
        WhenDry usual = order == Order.UNIQUE ? WhenDry.FAIL : WhenDry.LOOP;
        WhenDry whenDry = feeder.optional("when-dry", usual, words -> words.oneOf(WhenDry.WORDS));
        int perTrigger = feeder.optional("per-trigger", 1, count -> count.integer(1, MOST));
        List<String> among = feeder.optional("test-cases", List.of(), this::among);
        Value dry = feeder.optional("when-dry");
        if (dry != null && order == Order.UNIQUE && whenDry == WhenDry.LOOP) {
            dry.refuse("loop, beside unique", "stop or fail, as unique rows come once");
            return null;
        }
        if (dry != null && order == Order.RANDOM) {
            dry.refuseKey("random rows never run dry", "it to be left out");
            return null;
        }
        return file == null ? null : new Feeder(name, file, order, whenDry, perTrigger, among);
    }

    private List<String> among(Value value) {
        List<String> among = new ArrayList<>();
        for (Value item : value.itemOrItems()) {
            String name = item.text("a test case");
            if (name != null && among.contains(name)) {
                item.refuse(name + ", a second time", "each once");
            } else if (name != null && !testCases.contains(name)) {
                item.refuse(name + ": no such test case", Nearest.advice(name, testCases));
            } else if (name != null) {
                among.add(name);
            }
        }
        return among;
    }

    private static @Nullable Path path(Value value) {
        Path file = Paths.in(value, EXPECTED);
        if (file == null) {
            return null;
        }
        if (!RowFile.isNamedSo(file)) {
            value.refuse(EXPECTED);
            return null;
        }
        if (!Files.isRegularFile(file)) {
            Paths.refuseAbsent(file, value, "file");
            return null;
        }
        return file;
    }

    /// The columns of all rows; null when each has its own, or after a mistake.
    private static @Nullable List<String> columns(Path file, Value value) {
        try {
            return RowFile.open(file).columns();
        } catch (BrokenRows broken) {
            for (BrokenRows.Problem problem : broken.problems()) {
                Place place = problem.line() == 0
                        ? Place.of(file.toString())
                        : new Place(file.toString(), (int) Math.min(problem.line(), Integer.MAX_VALUE), 1);
                value.tell(new Mistake(place, "", problem.what(), problem.expected()));
            }
            return null;
        }
    }
}
