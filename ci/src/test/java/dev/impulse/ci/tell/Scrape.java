package dev.impulse.ci.tell;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What an endpoint gave, read line by line.
record Scrape(HttpResponse<String> answer) {
    private static final Pattern LINE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    static Scrape of(URI uri) {
        return new Scrape(ask(HttpRequest.newBuilder(uri)));
    }

    static HttpResponse<String> ask(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String text() {
        return answer.body();
    }

    /// All samples, by name and labels.
    Map<String, Double> samples() {
        var samples = new TreeMap<String, Double>();
        text().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            var matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new AssertionError(line);
            }
            var labels = matcher.group(2) == null ? "" : "{" + matcher.group(2) + "}";
            samples.put(matcher.group(1) + labels, Double.valueOf(matcher.group(3)));
        });
        return samples;
    }

    /// A sample.
    double sample(String nameAndLabels) {
        var found = samples().get(nameAndLabels);
        if (found == null) {
            throw new AssertionError(nameAndLabels + " is not in\n" + text());
        }
        return found;
    }

    /// The sum of all samples of a name.
    double sum(String name) {
        return samples().entrySet().stream()
                .filter(sample -> sample.getKey().replaceFirst("\\{.*", "").equals(name))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
