package dev.impulse.ci.draft;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The GET of a path, with what its required parameters are to be.
///
/// @param path as the file writes it
/// @param target the path with its parameters filled in
/// @param missing what is needed that the file gives no value for
record Operation(
        String id,
        String path,
        String target,
        Map<String, Object> query,
        Map<String, Object> headers,
        List<String> missing) {

    /// @param item what the file says of the path
    static Operation of(Map<?, ?> root, String path, Map<?, ?> item) {
        Map<?, ?> get = Part.of(item.get("get"));
        String target = path;
        Map<String, Object> query = new LinkedHashMap<>();
        Map<String, Object> headers = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (Map<?, ?> parameter : parameters(root, item, get)) {
            String name = String.valueOf(parameter.get("name"));
            String in = String.valueOf(parameter.get("in"));
            boolean required = in.equals("path") || Boolean.TRUE.equals(parameter.get("required"));
            if (!required) {
                continue;
            }
            Object value = value(root, parameter);
            if (in.equals("path") && isSingle(value)) {
                target = target.replace(
                        "{" + name + "}",
                        URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8)
                                .replace("+", "%20"));
            } else if (in.equals("query") && value != null && isSendable(value)) {
                query.put(name, value);
            } else if (in.equals("header") && value != null && isSingle(value)) {
                headers.put(name, value);
            } else {
                missing.add("the " + in + " parameter " + name + " has no example or default");
            }
        }
        if (missing.isEmpty() && target.contains("{")) {
            missing.add("a parameter in the path is not described");
        }
        missing.addAll(security(root, get));
        String id = get.get("operationId") == null ? "" : String.valueOf(get.get("operationId"));
        return new Operation(id, path, target, query, headers, missing);
    }

    /// Those of the operation go before those of its path.
    private static Iterable<Map<?, ?>> parameters(Map<?, ?> root, Map<?, ?> item, Map<?, ?> get) {
        Map<String, Map<?, ?>> parameters = new LinkedHashMap<>();
        for (Map<?, ?> from : List.of(item, get)) {
            if (from.get("parameters") instanceof List<?> list) {
                for (Object each : list) {
                    Map<?, ?> parameter = Part.resolved(root, each);
                    parameters.put(parameter.get("in") + " " + parameter.get("name"), parameter);
                }
            }
        }
        return parameters.values();
    }

    private static boolean isSingle(@Nullable Object value) {
        return value instanceof String text && !text.isEmpty() || value instanceof Number || value instanceof Boolean;
    }

    private static boolean isSendable(Object value) {
        return isSingle(value)
                || value instanceof List<?> list
                        && !list.isEmpty()
                        && list.stream().allMatch(Operation::isSingle);
    }

    /// What the file gives for a parameter: an example, a default, or the first of the values that it may have.
    private static @Nullable Object value(Map<?, ?> root, Map<?, ?> parameter) {
        if (parameter.get("example") != null) {
            return parameter.get("example");
        }
        for (Object example : Part.of(parameter.get("examples")).values()) {
            Object value = Part.resolved(root, example).get("value");
            if (value != null) {
                return value;
            }
        }
        Map<?, ?> schema = Part.resolved(root, parameter.get("schema"));
        for (String key : List.of("example", "default", "const")) {
            if (schema.get(key) != null) {
                return schema.get(key);
            }
        }
        for (String key : List.of("examples", "enum")) {
            if (schema.get(key) instanceof List<?> values && !values.isEmpty()) {
                return values.getFirst();
            }
        }
        return null;
    }

    /// Who must say who they are: one of the requirements has to be met, and an empty one is.
    private static List<String> security(Map<?, ?> root, Map<?, ?> get) {
        Object asked = get.containsKey("security") ? get.get("security") : root.get("security");
        if (!(asked instanceof List<?> requirements)
                || requirements.isEmpty()
                || requirements.stream().anyMatch(each -> Part.of(each).isEmpty())) {
            return List.of();
        }
        List<String> schemes = Part.of(requirements.getFirst()).keySet().stream()
                .map(String::valueOf)
                .toList();
        return List.of("authorisation is needed (" + String.join(", ", schemes) + ")");
    }
}
