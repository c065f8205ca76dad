package dev.impulse.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SectionTest {

    private record Shop(String name, int size, Duration open, boolean nice, String colour, List<String> goods) {}

    private static final Keys KEYS = Keys.of("name", "size", "open", "nice", "colour", "goods");
    private static final Map<String, String> COLOURS = new LinkedHashMap<>();

    static {
        COLOURS.put("red", "#f00");
        COLOURS.put("green", "#0f0");
    }

    private static @Nullable Shop shop(Value value) {
        Section section = value.section(KEYS);
        if (section == null) {
            return null;
        }
        String name = section.required("name", "a name", Value::text);
        int size = section.optional("size", 1, size1 -> size1.integer(1, 100));
        Duration open = section.optional("open", Duration.ofHours(8), Value::duration);
        boolean nice = section.optional("nice", true, Value::flag);
        String colour = section.optional("colour", "#fff", colours -> colours.oneOf(COLOURS));
        List<Value> goods = section.optional("goods", List.of(), Value::items);
        return name == null
                ? null
                : new Shop(
                        name,
                        size,
                        open,
                        nice,
                        colour,
                        goods.stream().map(Value::text).toList());
    }

    private static String read(String text) {
        return switch (YamlFile.parse("shop.yaml", text, SectionTest::shop)) {
            case Reading.Whole<Shop> whole -> whole.value().toString();
            case Reading.Mistaken<Shop> mistaken -> mistaken.mistakes().text();
        };
    }

    @Test
    void readsWhatIsThere() {
        assertThat(read("{name: 12, size: 0x10, open: 30 min, nice: false, colour: red, goods: [tea, 1.10]}"))
                .isEqualTo("Shop[name=12, size=16, open=PT30M, nice=false, colour=#f00, goods=[tea, 1.10]]");
    }

    @Test
    void takesTheFallbackForWhatIsNot() {
        assertThat(read("name: tea")).isEqualTo("Shop[name=tea, size=1, open=PT8H, nice=true, colour=#fff, goods=[]]");
    }

    @Test
    void tellsAllMistakesAtOnceInTheOrderOfTheFile() {
        assertThat(read("""
                size: 101
                nmae: tea
                open:
                nice: perhaps
                colour: gren
                goods: {}
                """)).isEqualTo("""
                shop.yaml:1:7: size: 101 (expected: a whole number from 1 to 100)
                shop.yaml:2:1: nmae: unknown key (did you mean name?)
                shop.yaml:3:6: open: nothing (expected: a duration such as 300 ms, 10 s or 1m 30s)
                shop.yaml:4:7: nice: perhaps (expected: true or false)
                shop.yaml:5:9: colour: gren (did you mean green?)
                shop.yaml:6:8: goods: a mapping (expected: a list)
                6 mistakes; nothing was started""");
    }

    @Test
    void tellsWhatIsMissing() {
        assertThat(read("size: 1"))
                .isEqualTo("shop.yaml:1:1: name: missing (expected: a name)\n1 mistake; nothing was started");
    }

    @Test
    void tellsWhatKeysThereAreWhenNoneIsNear() {
        assertThat(read("{name: tea, zebra: 1}"))
                .startsWith(
                        "shop.yaml:1:13: zebra: unknown key (expected: one of name, size, open, nice, colour, goods)");
    }

    @Test
    void tellsThatAMappingWasExpected() {
        assertThat(read("- name"))
                .startsWith("shop.yaml:1:1: a list (expected: a mapping with name, size, open, nice, colour, goods)");
    }

    @Test
    void showsOnlyTheHeadOfALongValue() {
        assertThat(read("{name: tea, size: %s}".formatted("9".repeat(2_000))))
                .startsWith("shop.yaml:1:19: size: " + "9".repeat(60) + "… (expected: a whole number from 1 to 100)");
    }

    @Test
    void showsNothingThatWouldMoveACursor() {
        assertThat(read("{name: tea, size: \"\\e[2J\\u2028two\\nlines\"}"))
                .startsWith("shop.yaml:1:19: size: \\u001b[2J\\u2028two lines (expected: a whole number");
    }

    @Test
    void refusesToBeAskedForAKeyThatWasNotDeclared() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> YamlFile.parse("f", "a: 1", value -> {
                    Section section = value.section(Keys.of("a"));
                    return section == null ? null : section.optional("b");
                }))
                .withMessage("key: b (expected: one of [a])");
    }
}
