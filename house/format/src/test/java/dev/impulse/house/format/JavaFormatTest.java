package dev.impulse.house.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavaFormatTest {

    @Test
    void newerJavaIsFormattedAndItsMarkdownCommentsAreKept() {
        assertThat(formatted("""
                package shapes;
                import java.util.List;
                import java.util.Map;
                /// An *area*, of a [List] of things:
                /// - one;
                /// - two.
                ///
                /// ```java
                /// var   x =  1;
                /// ```
                public sealed interface Shape permits Shape.Circle, Shape.Square {
                  /// Round.
                  ///
                  /// @param radius above 0
                  record Circle(double radius, String name) implements Shape {}

                  record Square(Circle inner, Object rest) implements Shape {}
                  static double area(Shape shape) {
                    return switch (shape) {
                      case Circle(double radius, var _) when radius>1   && radius < 5 -> radius;
                      case Square(Circle(var radius, var _), var _) when radius > 0 -> radius;
                      case Circle _ -> 0;
                      case Square _ -> 1;
                    };
                  }
                  static void each(List<String> names) { for (var _ : names) { names.forEach(_ -> {}); }
                    try { area(null); } catch (NullPointerException _) { } }
                }
                """)).isEqualTo("""
                package shapes;

                import java.util.List;

                /// An *area*, of a [List] of things:
                /// - one;
                /// - two.
                ///
                /// ```java
                /// var   x =  1;
                /// ```
                public sealed interface Shape permits Shape.Circle, Shape.Square {
                    /// Round.
                    ///
                    /// @param radius above 0
                    record Circle(double radius, String name) implements Shape {}

                    record Square(Circle inner, Object rest) implements Shape {}

                    static double area(Shape shape) {
                        return switch (shape) {
                            case Circle(double radius, var _) when radius > 1 && radius < 5 -> radius;
                            case Square(Circle(var radius, var _), var _) when radius > 0 -> radius;
                            case Circle _ -> 0;
                            case Square _ -> 1;
                        };
                    }

                    static void each(List<String> names) {
                        for (var _ : names) {
                            names.forEach(_ -> {});
                        }
                        try {
                            area(null);
                        } catch (NullPointerException _) {
                        }
                    }
                }
                """);
    }

    @Test
    void aLongMarkdownCommentIsWrappedAndStaysAComment() {
        var words = "word ".repeat(30).strip();

        assertThat(formatted("/// " + words + "\n/// and the end.\ninterface Long {}\n")
                        .lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120))
                .startsWith("/// " + "word ".repeat(23).strip())
                .contains("/// " + "word ".repeat(7) + "and the end.");
    }

    @Test
    void anImportThatOnlyACommentNeedsIsKept() {
        var source = """
                package shapes;

                import java.util.Set;

                /// Not a [Set].
                interface Kept {}
                """;

        assertThat(formatted(source)).isEqualTo(source);
    }

    @Test
    void whatLooksLikeACommentInATextBlockIsLeftAlone() {
        var source = """
                class Quoted {
                    String text = ""\"
                            /// %s
                            ""\";
                }
                """.formatted("word ".repeat(40).strip());

        assertThat(formatted(source)).isEqualTo(source);
    }

    @Test
    void anUnnamedPatternThatTheFormatterCannotPrintIsRefusedWithAWayOut() {
        var source = """
                class Refused {
                    boolean is(Object o) {
                        return o instanceof Pair(_, String name) && name.isEmpty();
                    }
                }
                """;

        assertThat(JavaFormat.format(source)).isInstanceOfSatisfying(JavaFormat.Outcome.Refused.class, refused -> {
            assertThat(refused.line()).isEqualTo(3);
            assertThat(refused.reason()).contains("expected: var _");
        });
    }

    @Test
    void whatIsNotJavaIsRefusedWithItsPlace() {
        assertThat(JavaFormat.format("class {\n"))
                .isInstanceOfSatisfying(
                        JavaFormat.Outcome.Refused.class,
                        refused -> assertThat(refused.line()).isEqualTo(1));
    }

    private static String formatted(String source) {
        return switch (JavaFormat.format(source)) {
            case JavaFormat.Outcome.Formatted(var text) -> text;
            case JavaFormat.Outcome.Refused refused -> throw new AssertionError(refused);
        };
    }
}
