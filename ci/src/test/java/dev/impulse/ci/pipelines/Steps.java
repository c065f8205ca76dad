package dev.impulse.ci.pipelines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads what pipelines include, and fills into it what a CI would.
final class Steps {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ *(.*?) *}}");
    private static final Pattern INPUT = Pattern.compile("inputs\\.([a-z-]+)( \\|\\| .*)?");

    private Steps() {}

    /// The documents of a file of YAML.
    static List<JsonNode> documents(Path file) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(Files.readString(file))) {
            documents.add(JsonMapper.shared().valueToTree(document));
        }
        return documents;
    }

    /// Values of inputs: what is given, over their defaults.
    static Map<String, String> inputs(JsonNode declared, Map<String, String> given) {
        Map<String, String> values = new TreeMap<>();
        declared.forEachEntry((name, input) -> {
            if (input.has("default")) {
                values.put(name, input.get("default").asString());
            }
        });
        values.putAll(given);
        return values;
    }

    /// A value in which GitHub's expressions are replaced. Those that are used where the command is installed are
    /// inputs, and outputs of steps that are left out, which are empty.
    static String ofGitHub(String value, Map<String, String> inputs) {
        return EXPRESSION.matcher(value).replaceAll(match -> {
            Matcher input = INPUT.matcher(match.group(1));
            if (input.matches() && inputs.containsKey(input.group(1))) {
                return Matcher.quoteReplacement(inputs.getOrDefault(input.group(1), ""));
            }
            if (match.group(1).matches("steps\\.[a-z]+\\.outputs\\.[a-z-]+")) {
                return "";
            }
            throw new IllegalArgumentException(match.group() + " (expected: an input, or another step's output)");
        });
    }

    /// A value in which GitLab's inputs are replaced.
    static String ofGitLab(String value, Map<String, String> inputs) {
        String filled = value;
        for (Map.Entry<String, String> input : inputs.entrySet()) {
            filled = filled.replace("$[[ inputs." + input.getKey() + " ]]", input.getValue());
        }
        return filled;
    }
}
