package dev.impulse.generator.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import dev.impulse.generator.source.BrokenRows.Problem;
import dev.impulse.load.Row;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// CSV as RFC 4180 says, with a line of names. Its columns are set once, when the file is opened.
final class CsvRows implements RowFormat {
    private List<String> columns = List.of();

    @Override
    public boolean hasQuotes() {
        return true;
    }

    @Override
    public boolean hasHeader() {
        return true;
    }

    @Override
    public @Nullable Problem header(String record, long line) {
        List<String[]> read = read(record);
        if (read.size() != 1) {
            return new Problem(line, "quotes inside a name", "names, separated by commas");
        }
        columns = List.of(read.getFirst());
        Set<String> names = new HashSet<>();
        for (String name : columns) {
            if (name.isBlank()) {
                return new Problem(line, "a column without a name", "a name for each, separated by commas");
            }
            if (!names.add(name)) {
                return new Problem(line, "two columns with the name " + name, "each name once");
            }
        }
        return null;
    }

    @Override
    public @Nullable Problem check(String record, long line) {
        List<String[]> read = read(record);
        if (read.size() != 1) {
            return new Problem(
                    line,
                    "a quote inside a text without quotes",
                    "the whole text in quotes, and \"\" for a quote in it");
        }
        int count = read.getFirst().length;
        return count == columns.size()
                ? null
                : new Problem(
                        line,
                        count + (count == 1 ? " column" : " columns"),
                        columns.size() + ": " + String.join(", ", columns));
    }

    /// The records of a text: one, unless its quotes are not as they should be.
    private static List<String[]> read(String text) {
        try {
            return CsvReader.builder().skipEmptyLines(false).build(StringArrayHandler.of(), text).stream()
                    .limit(2)
                    .toList();
        } catch (CsvParseException e) {
            return List.of();
        }
    }

    @Override
    public @Nullable List<String> columns() {
        return columns;
    }

    @Override
    public Row row(String record, String feeder, long number) {
        return new CsvRow(columns, List.of(read(record).getFirst()), feeder, number);
    }

    private record CsvRow(List<String> columns, List<String> values, String feeder, long place) implements Row {

        @Override
        public String text(String column) {
            int at = columns.indexOf(column);
            if (at < 0) {
                throw Columns.absent(column, columns, feeder);
            }
            return values.get(at);
        }

        @Override
        public long number(String column) {
            return Columns.number(text(column), column, toString());
        }

        @Override
        public <T> T as(Class<T> type) {
            Map<String, String> all = new LinkedHashMap<>();
            for (int at = 0; at < values.size(); at++) {
                all.put(columns.get(at), values.get(at));
            }
            return Columns.as(all, type, toString());
        }

        @Override
        public String toString() {
            return "row " + place + " of " + feeder;
        }
    }
}
