package dev.impulse.ci.tell;

import dev.impulse.generator.LoadTest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// What holds for all metrics of a run: whose they are, and of which run.
final class RunLabels {
    private RunLabels() {}

    /// By their names, as OpenTelemetry has them.
    static Map<String, String> of(LoadTest test) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("service.name", "impulse");
        labels.put("service.instance.id", UUID.randomUUID().toString());
        String version = RunLabels.class.getPackage().getImplementationVersion();
        if (version != null) {
            labels.put("service.version", version);
        }
        labels.put("impulse.load_test", test.name());
        labels.put("impulse.target", withoutCredentials(test.target()));
        labels.put("impulse.seed", Long.toString(test.seed()));
        return labels;
    }

    /// A URL that may be shown.
    static String withoutCredentials(URI url) {
        String authority = String.valueOf(url.getRawAuthority());
        return url.getScheme() + "://" + authority.substring(authority.lastIndexOf('@') + 1) + url.getRawPath();
    }
}
