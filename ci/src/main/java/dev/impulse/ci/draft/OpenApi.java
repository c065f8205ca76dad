package dev.impulse.ci.draft;

import dev.impulse.ci.draft.Draft.Get;
import dev.impulse.ci.draft.Draft.LeftOut;
import dev.impulse.schema.Reading;
import dev.impulse.schema.Value;
import dev.impulse.schema.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an OpenAPI file (3.x, in YAML or JSON) says of operations that only read.
///
/// @param server where they are, as the first of `servers` says: a URL or a path; empty when it says nothing
public record OpenApi(String server, List<Get> requests, List<LeftOut> leftOut) {
    public OpenApi {
        requests = List.copyOf(requests);
        leftOut = List.copyOf(leftOut);
    }

    /// Reads a file, or says what is wrong with it.
    public static Reading<OpenApi> read(Path file) {
        return YamlFile.read(file, OpenApi::of);
    }

    private static @Nullable OpenApi of(Value value) {
        Map<?, ?> root = Part.of(value.plain());
        String version = String.valueOf(root.get("openapi"));
        if (!version.matches("3(\\..*)?")) {
            value.refuse(
                    root.containsKey("swagger") ? "Swagger " + root.get("swagger") : "no OpenAPI 3",
                    "openapi: 3.x in the file");
            return null;
        }
        List<Get> requests = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        TestCaseNames names = new TestCaseNames();
        Part.of(root.get("paths")).forEach((path, written) -> {
            Map<?, ?> item = Part.resolved(root, written);
            if (item.get("get") != null) {
                Operation operation = Operation.of(root, String.valueOf(path), item);
                if (operation.missing().isEmpty()) {
                    String wanted = operation.id().isEmpty() ? operation.path() : operation.id();
                    requests.add(
                            new Get(names.next(wanted), operation.target(), operation.query(), operation.headers()));
                } else {
                    leftOut.add(new LeftOut("GET " + path, String.join(", ", operation.missing())));
                }
            }
        });
        if (requests.isEmpty()) {
            value.refuse(
                    leftOut.isEmpty() ? "no GET operation" : "no GET operation that can be sent: " + first(leftOut),
                    "one without required parameters, or with examples of them");
            return null;
        }
        return new OpenApi(server(root), requests, leftOut);
    }

    private static String first(List<LeftOut> leftOut) {
        LeftOut first = leftOut.getFirst();
        return first.operation() + ": " + first.why() + (leftOut.size() > 1 ? ", …" : "");
    }

    private static String server(Map<?, ?> root) {
        if (!(root.get("servers") instanceof List<?> servers) || servers.isEmpty()) {
            return "";
        }
        Map<?, ?> server = Part.of(servers.getFirst());
        String url = server.get("url") == null ? "" : String.valueOf(server.get("url"));
        for (Map.Entry<?, ?> variable : Part.of(server.get("variables")).entrySet()) {
            Object value = Part.of(variable.getValue()).get("default");
            url = url.replace("{" + variable.getKey() + "}", String.valueOf(value));
        }
        return url;
    }
}
