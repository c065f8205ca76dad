package dev.impulse.mocker.stub;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Paths that are alike but for what some of their segments hold: `/payments/{id}`, `/files/{name}.json`; or for all
/// that comes after their beginning: `/files/{*path}`.
///
/// @param text as it is written
/// @param segments what stands between its slashes; the first `/` begins the first one
public record PathTemplate(String text, List<Segment> segments) implements PathPattern {

    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{N}_-]*");

    public PathTemplate {
        segments = List.copyOf(segments);
    }

    /// What one segment may hold.
    public sealed interface Segment {}

    /// Just this, in the form in which paths are compared.
    public record Same(String text) implements Segment {}

    /// Anything, at least one character, between a beginning and an end.
    public record Varying(String name, String before, String after) implements Segment {
        /// Whether a segment of a path is one of them.
        ///
        /// @param from where it begins
        /// @param to where it ends
        public boolean matches(String path, int from, int to) {
            return to - from > before.length() + after.length()
                    && path.startsWith(before, from)
                    && path.startsWith(after, to - after.length());
        }
    }

    /// This segment and all that follow, which hold at least one character.
    public record Rest(String name) implements Segment {}

    /// Reads a path of a stub.
    ///
    /// @param text begins with a `/`
    /// @throws IllegalArgumentException when its braces mean nothing
    public static PathPattern parse(String text) {
        if (text.indexOf('{') < 0 && text.indexOf('}') < 0) {
            return ExactPath.of(text);
        }
        List<Segment> segments = new ArrayList<>();
        for (String written : text.substring(1).split("/", -1)) {
            if (!segments.isEmpty() && segments.getLast() instanceof Rest rest) {
                throw new IllegalArgumentException(
                        "something after {*" + rest.name() + "}, which stands for all that follows");
            }
            segments.add(segment(written));
        }
        var template = new PathTemplate(text, segments);
        if (template.names().stream().distinct().count() < template.names().size()) {
            throw new IllegalArgumentException("a name that comes twice");
        }
        return template;
    }

    private static Segment segment(String written) {
        Matcher braces = BRACES.matcher(written);
        if (!braces.find()) {
            if (written.indexOf('{') >= 0 || written.indexOf('}') >= 0) {
                throw new IllegalArgumentException("a brace without its other half in " + written);
            }
            return new Same(PathForm.of(written));
        }
        String before = written.substring(0, braces.start());
        String after = written.substring(braces.end());
        String name = braces.group(1);
        boolean rest = name.startsWith("*");
        if (!NAME.matcher(rest ? name.substring(1) : name).matches()) {
            throw new IllegalArgumentException("{" + name + "} names nothing");
        }
        if ((before + after).matches(".*[{}].*") || rest && !(before + after).isEmpty()) {
            throw new IllegalArgumentException("too much in one segment: " + written);
        }
        return rest ? new Rest(name.substring(1)) : new Varying(name, PathForm.of(before), PathForm.of(after));
    }

    @Override
    public boolean matches(String path) {
        int from = 1;
        for (int index = 0; index < segments.size(); index++) {
            if (from > path.length()) {
                return false;
            }
            int to = end(path, from);
            boolean fits = switch (segments.get(index)) {
                case Same same -> to - from == same.text().length() && path.startsWith(same.text(), from);
                case Varying varying -> varying.matches(path, from, to);
                case Rest rest -> {
                    to = path.length();
                    yield to > from;
                }
            };
            if (!fits) {
                return false;
            }
            from = to + 1;
        }
        return from == path.length() + 1;
    }

    @Override
    public @Nullable String value(String name, String path) {
        int from = 1;
        for (Segment segment : segments) {
            int to = end(path, from);
            if (segment instanceof Varying varying && varying.name().equals(name)) {
                return PercentDecoding.ofPath(path.substring(
                        from + varying.before().length(), to - varying.after().length()));
            }
            if (segment instanceof Rest rest && rest.name().equals(name)) {
                return PercentDecoding.ofPath(path.substring(from));
            }
            from = to + 1;
        }
        return null;
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (Segment segment : segments) {
            switch (segment) {
                case Varying varying -> names.add(varying.name());
                case Rest rest -> names.add(rest.name());
                case Same same -> {
                    // It holds the same in all.
                }
            }
        }
        return names;
    }

    private static int end(String path, int from) {
        int slash = path.indexOf('/', from);
        return slash < 0 ? path.length() : slash;
    }
}
