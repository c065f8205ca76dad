package dev.impulse.mock;

import java.util.Locale;

/// A service that the system under test calls, as it is mocked.
///
/// ```java
/// public final class Payments implements MockedDependency {
///     record Receipt(String id) {}
///
///     @Override
///     public void define(Stubs stubs) {
///         stubs.every(post("/payments/{id}").having(call -> call.json().path("amount").asInt() > 100))
///                 .returns(call -> new Receipt("r-" + call.path("id")))
///                 .delayed(latencyFromP95(ofMillis(500), ofMillis(200), ofSeconds(2)))
///                 .errors(2, Answer.status(503));
///         stubs.every(get("/payments/{id}")).answers(Answer.status(404));
///     }
/// }
/// ```
public interface MockedDependency {

    /// What it is called, in load tests and in evidence: one word. The class's name with a small first letter, unless
    /// it is said otherwise.
    default String name() {
        String name = getClass().getSimpleName();
        return name.isEmpty() ? "dependency" : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /// Says which calls it answers, and how. Of the stubs that match a call, the one that was said first answers.
    void define(Stubs stubs);
}
