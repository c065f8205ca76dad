package dev.impulse.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncludesTest {

    @TempDir
    private Path folder;

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Reading<Object> read(String name) {
        Path file = folder.resolve(name);
        return switch (YamlFile.text(file)) {
            case Reading.Mistaken<String> mistaken -> new Reading.Mistaken<>(mistaken.mistakes());
            case Reading.Whole<String> text ->
                YamlFile.parse(
                        file.toString(),
                        text.value(),
                        (root, mistakes) -> new Includes("include", mistakes).merged(file, root),
                        IncludesTest::plain);
        };
    }

    private static Object plain(Value value) {
        @Nullable Object plain = value.plain();
        return plain == null ? "nothing" : plain;
    }

    private String mistakes(String name) {
        return switch (read(name)) {
            case Reading.Whole<Object> whole -> "no mistake";
            case Reading.Mistaken<Object> mistaken ->
                mistaken.mistakes()
                        .text()
                        .replace(folder + "/", "")
                        .lines()
                        .findFirst()
                        .orElseThrow();
        };
    }

    @Test
    void mappingsAreMergedAndAllElseIsReplacedByWhoIncludes() throws IOException {
        write("common/base.yaml", "a: 1\nlist: [ 1, 2 ]\nmap: { x: base, y: base, z: { p: base, q: base } }");
        write("common/team.yaml", "include: base.yaml\nmap: { y: team, z: { q: team } }\nb: team");
        write("more.yaml", "b: more\nd: more");
        write("main.yaml", "include: [ common/team.yaml, more.yaml ]\nlist: [ 3 ]\nmap: { z: { p: main } }\nc: main");
        assertThat(read("main.yaml").toString())
                .isEqualTo(
                        "Whole[value={a=1, list=[3], map={x=base, y=team, z={p=main, q=team}}, b=more, d=more, c=main}]");
    }

    @Test
    void placesAreThoseOfTheFileInWhichAValueIsWritten() throws IOException {
        write("sub/base.yaml", "a: x\nb:\n  c: no number\n");
        write("main.yaml", "include: sub/base.yaml\na: y\n");
        Path main = folder.resolve("main.yaml");
        Reading<Long> reading = YamlFile.parse(
                main.toString(),
                Files.readString(main),
                (root, mistakes) -> new Includes("include", mistakes).merged(main, root),
                value -> {
                    Section section = value.section(Keys.of("a", "b"));
                    Value below = section == null ? null : section.optional("b");
                    Section inner = below == null ? null : below.section(Keys.of("c"));
                    return inner == null ? null : inner.optional("c", number -> number.integer(1L, 2L));
                });
        assertThat(reading.toString()).contains("place=" + folder + "/sub/base.yaml:3:6,");
    }

    @Test
    void aFileByTwoWaysIsNoCycle() throws IOException {
        write("base.yaml", "a: 1");
        write("left.yaml", "include: base.yaml");
        write("right.yaml", "include: base.yaml");
        write("main.yaml", "include: [ left.yaml, right.yaml ]");
        assertThat(read("main.yaml")).isEqualTo(new Reading.Whole<>(Map.of("a", BigInteger.ONE)));
    }

    @Test
    void cyclesAreToldWithTheirWay() throws IOException {
        write("main.yaml", "a: 1\ninclude: sub/other.yaml");
        write("sub/other.yaml", "include: [ ../main.yaml ]");
        assertThat(mistakes("main.yaml"))
                .isEqualTo("sub/other.yaml:1:12: include[0]: a file that includes itself:"
                        + " main.yaml → sub/other.yaml → main.yaml (expected: another)");
        Files.createSymbolicLink(folder.resolve("link.yaml"), folder.resolve("self.yaml"));
        write("self.yaml", "include: link.yaml");
        assertThat(mistakes("self.yaml")).contains("a file that includes itself: self.yaml → link.yaml");
    }

    @Test
    void whatCannotBeIncludedIsToldWhereItIsNamed() throws IOException {
        write("list.yaml", "- 1");
        write("empty.yaml", "");
        write("broken.yaml", "a: [ 1");
        Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe9});
        Files.createDirectories(folder.resolve("sub"));
        Map<String, String> told = Map.of(
                "absent.yaml", "main.yaml:2:3: include[0]: absent.yaml: no such file (expected: the path of a file)",
                "sub", "main.yaml:2:3: include[0]: sub: a folder (expected: a file)",
                "list.yaml", "list.yaml:1:1: a list (expected: keys with values)",
                "empty.yaml", "empty.yaml:1:1: an empty file (expected: keys with values)",
                "broken.yaml", "broken.yaml:1:7: a list that began in line 1, column 4 and is not closed before this",
                "latin.yaml", "latin.yaml:1:4: bytes that are not UTF-8 (expected: a file in UTF-8)",
                "'${HOST}.yaml'", "main.yaml:2:3: include[0]: a variable in the name of an included file",
                "{ a: b }", "main.yaml:2:3: include[0]: a mapping (expected: the path of a YAML or JSON file)");
        for (Map.Entry<String, String> one : told.entrySet()) {
            write("main.yaml", "include:\n- " + one.getKey() + "\n");
            assertThat(mistakes("main.yaml")).startsWith(one.getValue());
        }
    }

    @Test
    void depthNumberAndSizeAreBounded() throws IOException {
        for (int i = 0; i < 15; i++) {
            write("deep" + i + ".yaml", "include: deep" + (i + 1) + ".yaml");
        }
        assertThat(mistakes("deep0.yaml"))
                .isEqualTo("deep10.yaml:1:10: include: files that include files, 10 deep (expected: fewer)");
        for (int i = 0; i < 3; i++) {
            write(
                    "wide" + i + ".yaml",
                    "include: [ " + "wide%d.yaml, ".formatted(i + 1).repeat(10) + "]");
        }
        write("wide3.yaml", "a: 1");
        assertThat(mistakes("wide0.yaml")).contains("more than 100 included files (expected: fewer)");
        write("large.yaml", "a: x\n" + ("#" + "x".repeat(99) + "\n").repeat(6_000));
        write("main.yaml", "include: [ " + "large.yaml, ".repeat(6) + "]");
        assertThat(mistakes("main.yaml")).contains("included files of more than 3 MB together (expected: less)");
        write("huge.yaml", "a: " + "x".repeat(4_000_000));
        assertThat(mistakes("huge.yaml")).isEqualTo("huge.yaml: too long a file (expected: at most 3 MB)");
    }

    @Test
    void aBombOfAliasesIsTold() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [ x, x, x, x, x, x, x, x, x, x ]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [ *a%d , *a%d ]\n".formatted(i, i, i - 1, i - 1));
        }
        write("bomb.yaml", bomb.toString());
        write("main.yaml", "include: bomb.yaml");
        assertThat(mistakes("main.yaml")).contains("bomb.yaml:").contains("more than 100000 values by aliases");
    }
}
