package dev.impulse.measure.watch;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads what the kernel tells in files, at little cost: their length is not known before, and most are short. For one
/// thread.
final class SystemFiles {
    private final Path root;
    private byte[] buffer = new byte[16 * 1024];

    /// @param root where the tree of files begins: `/`, or a folder that stands for it
    SystemFiles(Path root) {
        this.root = root;
    }

    /// Where a file is.
    ///
    /// @param path from the root, such as `/proc/stat`
    Path at(String path) {
        return root.resolve(path.substring(1));
    }

    /// What is in a file; null if it is not there or cannot be read.
    @Nullable
    String read(String path) {
        try (var in = new FileInputStream(at(path).toFile())) {
            int length = 0;
            while (true) {
                int read = in.read(buffer, length, buffer.length - length);
                if (read < 0) {
                    return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
                }
                length += read;
                if (length == buffer.length) {
                    buffer = Arrays.copyOf(buffer, 2 * length);
                }
            }
        } catch (IOException e) {
            return null;
        }
    }

    /// The number that follows a word at the begin of a line; null if there is none.
    static @Nullable Long numberAfter(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            if ((at == 0 || text.charAt(at - 1) == '\n') && end < text.length() && text.charAt(end) == ' ') {
                return numberAt(text, end + 1);
            }
        }
        return null;
    }

    /// The number that begins at an index, if all of it is digits up to the next space or end of line.
    static @Nullable Long numberAt(String text, int begin) {
        int end = begin;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        boolean whole = end > begin && end - begin < 19 && (end == text.length() || text.charAt(end) <= ' ');
        return whole ? Long.valueOf(Long.parseLong(text, begin, end, 10)) : null;
    }
}
