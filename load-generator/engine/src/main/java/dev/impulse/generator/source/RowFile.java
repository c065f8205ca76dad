package dev.impulse.generator.source;

import dev.impulse.generator.source.BrokenRows.Problem;
import dev.impulse.load.ErrorKind;
import dev.impulse.load.RequestFailed;
import dev.impulse.load.Row;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A file of rows, mapped into memory and read row by row: of a large one the operating system keeps what is in use,
/// and nothing of it is on the heap. All of it was looked at when it was opened. Immutable; any thread.
public final class RowFile {
    private static final int MOST_PROBLEMS = 10;
    private static final int LONGEST_ROW = 1024 * 1024;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Path file;
    private final MemorySegment bytes;
    private final RowFormat format;
    private final Records records;

    private RowFile(Path file, MemorySegment bytes, RowFormat format, Records records) {
        this.file = file;
        this.bytes = bytes;
        this.format = format;
        this.records = records;
    }

    /// Whether a file's name says that it holds rows.
    public static boolean isNamedSo(Path file) {
        return named(file) != null;
    }

    private static @Nullable RowFormat named(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return new CsvRows();
        }
        return name.endsWith(".jsonl") || name.endsWith(".ndjson") ? new JsonRows() : null;
    }

    /// Opens a file, and looks at all of its rows: a gigabyte takes some seconds.
    ///
    /// @throws BrokenRows with its first problems, when not all of it can be used
    public static RowFile open(Path file) {
        RowFormat format = named(file);
        if (format == null) {
            throw broken(file, "no file of rows", "one that ends in .csv, .jsonl or .ndjson");
        }
        try (FileChannel channel = FileChannel.open(file)) {
            if (Files.isDirectory(file)) {
                throw broken(file, "a folder", "a file");
            }
            return open(file, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()), format);
        } catch (NoSuchFileException e) {
            throw broken(file, "no such file", "a file of rows");
        } catch (IOException e) {
            throw broken(file, "cannot be read: " + e.getMessage(), "a file of rows");
        }
    }

    private static RowFile open(Path file, MemorySegment bytes, RowFormat format) {
        long from = bytes.byteSize() >= MARK.length
                        && bytes.asSlice(0, MARK.length).mismatch(MemorySegment.ofArray(MARK)) < 0
                ? MARK.length
                : 0;
        List<Problem> problems = new ArrayList<>();
        Records records = new Records(bytes, format.hasQuotes());
        if (format.hasHeader()) {
            Records header = new Records(bytes, true);
            long[] rest = {bytes.byteSize(), 1};
            header.index(from, 1, (begin, end, line, closed) -> {
                check(bytes, begin, end, line, closed, format::header, problems);
                rest[0] = end;
                rest[1] = line + lines(bytes, begin, end);
                return false;
            });
            from = rest[0];
            records.index(from, rest[1], visitor(bytes, format, problems));
        } else {
            records.index(from, 1, visitor(bytes, format, problems));
        }
        if (records.count() == 0 && problems.isEmpty()) {
            problems.add(new Problem(0, "no rows", format.hasHeader() ? "a line of names, and rows" : "rows"));
        }
        if (!problems.isEmpty()) {
            throw new BrokenRows(file, problems);
        }
        return new RowFile(file, bytes, format, records);
    }

    private static long lines(MemorySegment bytes, long from, long to) {
        long lines = 0;
        for (long at = from; at < to; at++) {
            lines += bytes.get(ValueLayout.JAVA_BYTE, at) == '\n' ? 1 : 0;
        }
        return lines;
    }

    private static Records.Visitor visitor(MemorySegment bytes, RowFormat format, List<Problem> problems) {
        return (begin, end, line, closed) -> {
            if (problems.isEmpty() || !format.hasHeader() || problems.getFirst().line() > 1) {
                check(bytes, begin, end, line, closed, format::check, problems);
            }
            return problems.size() < MOST_PROBLEMS;
        };
    }

    /// Says what is wrong with a record's text, if something is.
    @FunctionalInterface
    private interface Check {
        @Nullable
        Problem check(String text, long line);
    }

    private static void check(
            MemorySegment bytes, long begin, long end, long line, boolean closed, Check check, List<Problem> problems) {
        if (end - begin > LONGEST_ROW) {
            problems.add(new Problem(line, closed ? "a row of more than 1 MB" : RowFormat.OPEN, "\" where it ends"));
            return;
        }
        if (!closed) {
            problems.add(new Problem(line, RowFormat.OPEN, "\" where it ends; the file seems to be cut off"));
            return;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(copy(bytes, begin, end)))
                    .toString();
            Problem problem = check.check(text, line);
            if (problem != null) {
                boolean cut = end == bytes.byteSize() && bytes.get(ValueLayout.JAVA_BYTE, end - 1) != '\n';
                problems.add(
                        cut
                                ? new Problem(
                                        line, problem.what(), problem.expected() + "; the file seems to be cut off")
                                : problem);
            }
        } catch (CharacterCodingException e) {
            problems.add(new Problem(line, "bytes that are not UTF-8", "a file in UTF-8"));
        }
    }

    private static byte[] copy(MemorySegment bytes, long begin, long end) {
        return bytes.asSlice(begin, end - begin).toArray(ValueLayout.JAVA_BYTE);
    }

    private static BrokenRows broken(Path file, String what, String expected) {
        return new BrokenRows(file, List.of(new Problem(0, what, expected)));
    }

    /// How many rows it has; 1 or more.
    public long rows() {
        return records.count();
    }

    /// The columns that all rows have; null when each row has its own.
    public @Nullable List<String> columns() {
        return format.columns();
    }

    /// A row.
    ///
    /// @param number from 0, below [#rows]
    /// @param feeder for messages
    Row row(long number, String feeder) {
        try {
            long begin = records.begin(number);
            byte[] record = copy(bytes, begin, records.end(begin));
            return format.row(new String(record, StandardCharsets.UTF_8), feeder, number);
        } catch (InternalError | RuntimeException gone) {
            // What is mapped and no longer there is an error of the JVM's to whoever reads it.
            throw new RequestFailed(
                    ErrorKind.CHECK, feeder + ": row " + number + " is not as it was: " + file + " has been changed");
        }
    }
}
