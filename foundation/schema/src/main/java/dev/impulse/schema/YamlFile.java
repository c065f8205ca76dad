package dev.impulse.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads a YAML or JSON file into what it means.
///
/// ```java
/// Reading<Shop> shop = YamlFile.read(path, file -> {
///     var section = file.section(Keys.of("name", "size"));
///     return section == null ? null : Shop.of(section.required("name", "a name", Value::text), …);
/// });
/// ```
public final class YamlFile {

    /// Far beyond what a person writes, and what the parser takes.
    private static final int LONGEST = 3 * 1024 * 1024;

    private YamlFile() {}

    /// Makes of a file's tree the one that is read.
    @FunctionalInterface
    public interface Preparation {

        /// @param mistakes is told what is wrong
        /// @return null after a mistake that leaves nothing to read
        @Nullable
        Node prepare(Node root, Consumer<Mistake> mistakes);
    }

    /// Reads a file in UTF-8.
    ///
    /// @param reader makes the meaning out of the file's one value; gives null after it has told a mistake
    public static <T> Reading<T> read(Path file, Function<? super Value, ? extends @Nullable T> reader) {
        return switch (text(file)) {
            case Reading.Whole<String> whole -> parse(file.toString(), whole.value(), reader);
            case Reading.Mistaken<String> mistaken -> new Reading.Mistaken<>(mistaken.mistakes());
        };
    }

    /// The text of a file in UTF-8.
    public static Reading<String> text(Path file) {
        String name = file.toString();
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LONGEST + 1);
        } catch (NoSuchFileException e) {
            return Reading.mistaken(new Mistake(Place.of(name), "", "no such file", "the path of a file"));
        } catch (IOException e) {
            String what = Files.isDirectory(file) ? "a folder" : "cannot be read: " + e.getMessage();
            return Reading.mistaken(new Mistake(Place.of(name), "", what, "a file"));
        }
        if (bytes.length > LONGEST) {
            return Reading.mistaken(new Mistake(Place.of(name), "", "too long a file", "at most 3 MB"));
        }
        try {
            return new Reading.Whole<>(
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Reading.mistaken(
                    new Mistake(notUtf8(name, bytes), "", "bytes that are not UTF-8", "a file in UTF-8"));
        }
    }

    /// Reads a text.
    ///
    /// @param name of the file, for the places of mistakes
    public static <T> Reading<T> parse(
            String name, String text, Function<? super Value, ? extends @Nullable T> reader) {
        return parse(name, text, (root, mistakes) -> root, reader);
    }

    /// Reads a text that is prepared before it means something.
    ///
    /// @param name of the file, for the places of mistakes
    public static <T> Reading<T> parse(
            String name, String text, Preparation preparation, Function<? super Value, ? extends @Nullable T> reader) {
        List<Mistake> mistakes = new ArrayList<>();
        Node written = YamlTree.read(name, text, mistakes::add);
        Node root = written == null ? null : preparation.prepare(written, mistakes::add);
        T value = root == null ? null : reader.apply(Value.root(root, mistakes::add));
        if (!mistakes.isEmpty()) {
            return new Reading.Mistaken<>(new Mistakes(mistakes));
        }
        if (value == null) {
            throw new IllegalStateException("the reader of " + name + " gave nothing and told no mistake");
        }
        return new Reading.Whole<>(value);
    }

    /// The first byte that is not UTF-8: what comes before it decodes to itself, what does not is replaced by U+FFFD.
    private static Place notUtf8(String name, byte[] bytes) {
        String replaced = new String(bytes, UTF_8);
        int same = 0;
        int line = 1;
        int column = 1;
        for (int i = 0; i < replaced.length(); ) {
            int letter = replaced.codePointAt(i);
            byte[] written = Character.toString(letter).getBytes(UTF_8);
            for (byte expected : written) {
                if (same >= bytes.length || bytes[same++] != expected) {
                    return new Place(name, line, column);
                }
            }
            line += letter == '\n' ? 1 : 0;
            column = letter == '\n' ? 1 : column + 1;
            i += Character.charCount(letter);
        }
        return Place.of(name);
    }
}
