package dev.impulse.ci.define;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/// URLs and paths of requests.
final class Urls {

    static final String TARGET = "a URL such as http://localhost:8080, without a query";
    static final String PATH = "a path such as /products, or a URL";

    private Urls() {}

    /// A load test's target; null when it is none.
    static @Nullable URI target(String text) {
        URI url = parsed(text);
        boolean fits = url != null
                && isHttp(url)
                && url.getHost() != null
                && url.getPort() != 0
                && url.getPort() <= 65_535
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
        return fits ? url : null;
    }

    /// Whether this can be a request's target: a path, with a query if there is one, or a whole URL.
    static boolean isRequestTarget(String text) {
        URI url = parsed(text);
        if (url == null || url.getRawFragment() != null) {
            return false;
        }
        return url.getScheme() == null
                ? text.startsWith("/") && !text.startsWith("//")
                : isHttp(url) && url.getHost() != null && url.getRawUserInfo() == null;
    }

    /// What a request asks for; null when it cannot be said.
    static @Nullable URI requested(String text, @Nullable URI target) {
        if (!isRequestTarget(text)) {
            return null;
        }
        if (!text.startsWith("/")) {
            return URI.create(text);
        }
        if (target == null) {
            return null;
        }
        String base = target.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + text);
    }

    static int port(URI url) {
        if (url.getPort() > 0) {
            return url.getPort();
        }
        return "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }

    private static boolean isHttp(URI url) {
        return "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    }

    private static @Nullable URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
