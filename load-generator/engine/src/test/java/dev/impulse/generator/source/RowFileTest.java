package dev.impulse.generator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.impulse.load.RequestFailed;
import dev.impulse.load.Row;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowFileTest {
    private static final String MARK = "\uFEFF";

    record User(String name, int age) {}

    private Path folder = Path.of("");

    @BeforeEach
    void makeAFolder() throws IOException {
        folder = Files.createTempDirectory("rows");
        folder.toFile().deleteOnExit();
    }

    private RowFile file(String name, String text) throws IOException {
        return RowFile.open(Files.writeString(folder.resolve(name), text));
    }

    private static List<String> texts(RowFile file, String column) {
        return LongStream.range(0, file.rows())
                .mapToObj(number -> file.row(number, "users").text(column))
                .toList();
    }

    @Test
    void csvIsReadAsRfc4180Says() throws IOException {
        RowFile file = file(
                "users.csv", MARK + "name,\"the age\"\r\nada,36\r\n\r\n\"a, \"\"b\"\"\nc\",7\n\n" + "zoë,\"\"\n\n");
        assertThat(file.columns()).containsExactly("name", "the age");
        assertThat(texts(file, "name")).containsExactly("ada", "a, \"b\"\nc", "zoë");
        assertThat(texts(file, "the age")).containsExactly("36", "7", "");
    }

    @Test
    void aRowIsReadByNameAsANumberAndWhole() throws IOException {
        for (RowFile file : List.of(
                file("users.csv", "name,age\nada,36"), file("users.jsonl", "{\"name\":\"ada\",\"age\":36}\n\n"))) {
            Row row = file.row(0, "users");
            assertThat(row.columns()).containsExactly("name", "age");
            assertThat(row.text("age")).isEqualTo("36");
            assertThat(row.number("age")).isEqualTo(36);
            assertThat(row.as(User.class)).isEqualTo(new User("ada", 36));
            assertThat(row).hasToString("row 0 of users");
            assertThatThrownBy(() -> row.text("nmae"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("users: no column nmae (did you mean name?)");
            assertThatThrownBy(() -> row.number("name")).hasMessage("row 0 of users: name is no whole number");
            record Dated(java.time.Instant name) {}
            assertThatThrownBy(() -> row.as(Dated.class)).hasMessage("row 0 of users: does not fit Dated");
        }
    }

    @Property(tries = 300)
    void whatAWriterOfCsvWritesIsReadBack(@ForAll("tables") List<List<String>> rows) throws IOException {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().build(text)) {
            writer.writeRecord("a", "b");
            rows.forEach(row -> writer.writeRecord(row));
        }
        Path written = Files.writeString(Files.createTempFile("rows", ".csv"), text.toString());
        try {
            RowFile file = RowFile.open(written);
            assertThat(texts(file, "a"))
                    .isEqualTo(rows.stream().map(List::getFirst).toList());
            assertThat(texts(file, "b"))
                    .isEqualTo(rows.stream().map(List::getLast).toList());
        } finally {
            Files.delete(written);
        }
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        return Arbitraries.strings()
                .withChars("ab,\"\n\r ;é😀".toCharArray())
                .ofMaxLength(6)
                .filter(text -> text.codePoints().noneMatch(letter -> letter >= 0xD800 && letter <= 0xDFFF))
                .list()
                .ofSize(2)
                .list()
                .ofMinSize(1)
                .ofMaxSize(70);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a.csv||a.csv: no rows (expected: a line of names, and rows)",
                "a.csv|a,b|a.csv: no rows (expected: a line of names, and rows)",
                "a.csv|a,b\\n1,2\\n3|a.csv:3: 1 column (expected: 2: a, b; the file seems to be cut off)",
                "a.csv|a,b\\n1\\n3,4\\n|a.csv:2: 1 column (expected: 2: a, b)",
                "a.csv|a,b\\n1,2,3\\n|a.csv:2: 3 columns (expected: 2: a, b)",
                "a.csv|a,b\\n1,\"x\\ny|a.csv:2: a quoted text that does not end (expected: \" where it ends; the file seems to be cut off)",
                "a.csv|a,\\n1,2|a.csv:1: a column without a name (expected: a name for each, separated by commas)",
                "a.csv|a,a\\n1,2|a.csv:1: two columns with the name a (expected: each name once)",
                "a.csv|a,b\\n\"x\"y,2\\n|a.csv:2: a quote inside a text without quotes (expected: the whole text in quotes, and"
                        + " \"\" for a quote in it)",
                "a.jsonl||a.jsonl: no rows (expected: rows)",
                "a.jsonl|{\"a\":1}\\n[1]|a.jsonl:2: no object (expected: a line such as { \"name\": \"ada\" }; the file seems"
                        + " to be cut off)",
                "a.jsonl|{\"a\":1}\\n{\"a\":|a.jsonl:2: no JSON (expected: an object, in one line; the file seems to be cut"
                        + " off)",
                "a.txt|a|a.txt: no file of rows (expected: one that ends in .csv, .jsonl or .ndjson)"
            })
    void whatCannotBeUsedIsToldWithItsLine(String name, String text, String told) {
        String written = text == null ? "" : text.replace("\\n", "\n");
        assertThatThrownBy(() -> file(name, written))
                .isInstanceOf(BrokenRows.class)
                .hasMessage(folder + "/" + told);
    }

    @Test
    void severalProblemsAreToldAtOnceAndNotThousands() {
        assertThatThrownBy(() -> file("a.csv", "a,b\n" + "1\n".repeat(10_000)))
                .isInstanceOfSatisfying(
                        BrokenRows.class,
                        broken -> assertThat(broken.problems()).hasSize(10));
    }

    @Test
    void otherBytesThanUtf8AndWhatIsNoFileAreTold() throws IOException {
        Path latin = Files.write(folder.resolve("latin.csv"), "a\nzoë\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> RowFile.open(latin))
                .hasMessage(latin + ":2: bytes that are not UTF-8 (expected: a file in UTF-8)");
        assertThatThrownBy(() -> RowFile.open(folder.resolve("absent.csv"))).hasMessageContaining("no such file");
        Files.createDirectory(folder.resolve("folder.csv"));
        assertThatThrownBy(() -> RowFile.open(folder.resolve("folder.csv"))).isInstanceOf(BrokenRows.class);
    }

    @Test
    void hundredThousandsOfRowsAreFoundByNumberAndNotHeld() throws IOException {
        Path large = folder.resolve("large.csv");
        int rows = 300_000;
        try (BufferedWriter out = Files.newBufferedWriter(large)) {
            out.write("id,text\n");
            for (int row = 0; row < rows; row++) {
                out.write(row + ",\"" + "x".repeat(row % 100) + (row % 7 == 0 ? "\n" : "") + "\"\n");
            }
        }
        RowFile file = RowFile.open(large);
        assertThat(file.rows()).isEqualTo(rows);
        for (long row = 0; row < rows; row += 997) {
            assertThat(file.row(row, "large").number("id")).isEqualTo(row);
        }
        assertThat(file.row(rows - 1, "large").number("id")).isEqualTo(rows - 1);
    }

    @Test
    void aFileThatIsCutOffWhileItIsReadFailsTheTriggerAndNotTheProcess() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "a\n" + "0123456789\n".repeat(10_000));
        RowFile rows = RowFile.open(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(10);
        }
        assertThatThrownBy(() -> rows.row(9_999, "a"))
                .isInstanceOf(RequestFailed.class)
                .hasMessage("a: row 9999 is not as it was: " + file + " has been changed");
    }
}
