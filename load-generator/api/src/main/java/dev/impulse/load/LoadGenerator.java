package dev.impulse.load;

/// A scenario: the code that one trigger runs.
///
/// One instance serves all triggers of a test case in a worker, and triggers overlap: what belongs to one trigger is
/// kept in local variables, what belongs to the worker in fields that [#setUp] fills.
///
/// ```java
/// public final class Browse implements LoadGenerator {
///     public void run(Load load) {
///         var page = load.get("/products").named("list").send().expect(200).json();
///         load.get("/products/" + page.at("/0/id").asString()).named("product").send().expect(200);
///     }
/// }
/// ```
@FunctionalInterface
public interface LoadGenerator {

    /// Runs one trigger, on a virtual thread of its own. It may block, with any client.
    ///
    /// @throws Exception makes the trigger fail, with [ErrorKind#EXCEPTION] unless it came from [Load] or [Answer]
    void run(Load load) throws Exception;

    /// Runs once for each worker and test case, before the first phase. Its requests are sent but not measured.
    ///
    /// @throws Exception stops the load test before it starts
    default void setUp(Load load) throws Exception {}

    /// Runs once for each worker and test case, after the last phase. Its requests are sent but not measured.
    ///
    /// @throws Exception is reported, and changes no verdict
    default void tearDown(Load load) throws Exception {}
}
