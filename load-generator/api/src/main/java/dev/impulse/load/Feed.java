package dev.impulse.load;

/// What one trigger gets of a feeder's rows. Which ones is decided by the feeder's order, the load test's seed and the
/// trigger's [Load#number], never by the worker: the same trigger gets the same rows wherever it runs.
public interface Feed {

    /// The trigger's next row: each call gives another one, as many as the feeder's `per-trigger` allows.
    ///
    /// @throws RequestFailed of kind [ErrorKind#CHECK] when there is no row left for it
    /// @throws IllegalStateException when the trigger asks for more rows than `per-trigger` says
    Row next();
}
