package dev.impulse.generator.report;

import java.util.ArrayList;
import java.util.List;

/// Lines of cells under one another: the first column to the left, the others to the right. For one thread.
final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    void row(String first, List<String> others) {
        var row = new ArrayList<String>();
        row.add(first);
        row.addAll(others);
        rows.add(row);
    }

    /// Each row as a line, without trailing spaces.
    List<String> lines() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        var widths = new int[columns];
        for (var row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder(row.getFirst())
                .repeat(' ', widths[0] - row.getFirst().length());
        for (int column = 1; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(GAP).repeat(' ', widths[column] - cell.length()).append(cell);
        }
        return line.toString().stripTrailing();
    }
}
