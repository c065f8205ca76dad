package dev.impulse.mock;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which calls a stub is for: a method, a path such as `/payments`, `/payments/{id}` or `/files/{*path}`, and what else
/// must be true. Immutable; each method gives another.
///
/// @param method null for any
public record Request(@Nullable String method, String path, List<Condition> conditions) {

    public Request {
        conditions = List.copyOf(conditions);
    }

    /// What must be true beyond method and path.
    public sealed interface Condition {

        /// A parameter of the query has this value.
        record Query(String name, String value) implements Condition {}

        /// A header field has this value.
        record Header(String name, String value) implements Condition {}

        /// Whatever the code looks at.
        record Having(Predicate<? super Call> test) implements Condition {}
    }

    /// Calls with `GET`, and with `HEAD`.
    public static Request get(String path) {
        return request("GET", path);
    }

    /// Calls with `POST`.
    public static Request post(String path) {
        return request("POST", path);
    }

    /// Calls with `PUT`.
    public static Request put(String path) {
        return request("PUT", path);
    }

    /// Calls with `PATCH`.
    public static Request patch(String path) {
        return request("PATCH", path);
    }

    /// Calls with `DELETE`.
    public static Request delete(String path) {
        return request("DELETE", path);
    }

    /// Calls with any method.
    public static Request any(String path) {
        return new Request(null, path, List.of());
    }

    /// Calls with this method.
    public static Request request(String method, String path) {
        return new Request(method, path, List.of());
    }

    /// Those among them with this parameter in the query, decoded.
    public Request query(String name, String value) {
        return and(new Condition.Query(name, value));
    }

    /// Those among them with this header field.
    public Request header(String name, String value) {
        return and(new Condition.Header(name, value));
    }

    /// Those among them of which this is true. It is asked on an event loop, for each call with this method and path,
    /// and must not block; what it throws makes it false.
    public Request having(Predicate<? super Call> test) {
        return and(new Condition.Having(test));
    }

    private Request and(Condition condition) {
        List<Condition> all = new ArrayList<>(conditions);
        all.add(condition);
        return new Request(method, path, all);
    }
}
