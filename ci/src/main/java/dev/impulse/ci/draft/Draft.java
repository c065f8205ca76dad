package dev.impulse.ci.draft;

import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// What a first load test is made of.
///
/// @param target without a path, or with one that goes before every request's
/// @param tps of all requests together in the steady phase
/// @param requests at least one
/// @param leftOut what was found and cannot be sent, each with the reason
public record Draft(URI target, BigDecimal tps, List<Get> requests, List<LeftOut> leftOut) {
    public Draft {
        requests = List.copyOf(requests);
        leftOut = List.copyOf(leftOut);
        if (requests.isEmpty()) {
            throw new IllegalArgumentException("requests: none (expected: at least one)");
        }
        if (tps.signum() <= 0) {
            throw new IllegalArgumentException("tps: " + tps + " (expected: above 0)");
        }
    }

    /// A test case of one request.
    ///
    /// @param testCase a name that a test case may have
    /// @param path with its query, if it has one written in it
    /// @param query a text, a number or a list of those under each name
    public record Get(String testCase, String path, Map<String, Object> query, Map<String, Object> headers) {
        public Get {
            query = Map.copyOf(query);
            headers = Map.copyOf(headers);
        }

        /// One with nothing but its path, of which its name is made.
        public static Get of(String path) {
            return new Get(TestCaseNames.ofPath(path), path, Map.of(), Map.of());
        }
    }

    /// An operation that cannot be sent without more being known.
    ///
    /// @param operation such as `GET /orders/{id}`
    public record LeftOut(String operation, String why) {}
}
