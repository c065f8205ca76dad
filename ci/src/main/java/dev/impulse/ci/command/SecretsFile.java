package dev.impulse.ci.command;

import dev.impulse.schema.Mistake;
import dev.impulse.schema.Place;
import dev.impulse.schema.Reading;
import dev.impulse.schema.YamlFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads secrets: a line `NAME=value` for each, empty ones and such that begin with `#` left out. A value may stand in
/// quotes of either kind, and is taken as it is. No mistake shows what a line holds.
final class SecretsFile {
    private static final Pattern LINE = Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=(.*)");

    private SecretsFile() {}

    static Map<String, String> read(Path file, Call call) {
        return switch (YamlFile.text(file)) {
            case Reading.Whole<String> whole -> read(file, whole.value().lines().toList(), call);
            case Reading.Mistaken<String> mistaken -> {
                call.mistakes(mistaken.mistakes());
                yield Map.of();
            }
        };
    }

    private static Map<String, String> read(Path file, List<String> lines, Call call) {
        Map<String, String> secrets = new LinkedHashMap<>();
        for (int number = 1; number <= lines.size(); number++) {
            String text = lines.get(number - 1);
            if (text.isBlank() || text.strip().startsWith("#")) {
                continue;
            }
            var line = LINE.matcher(text);
            Place place = new Place(file.toString(), number, 1);
            if (!line.matches()) {
                call.mistake(new Mistake(place, "", "no secret", "a line such as TOKEN=…"));
            } else if (secrets.put(line.group(1), unquoted(line.group(2).strip())) != null) {
                call.mistake(new Mistake(place, "", line.group(1) + ", a second time", "each once"));
            }
        }
        return secrets;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && value.charAt(0) == value.charAt(value.length() - 1)
                && (value.charAt(0) == '"' || value.charAt(0) == '\'');
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
