package dev.impulse.load;

/// A call by a client of the user's own that is being measured: begun by [Load#measure(String)], ended once. For one
/// thread at a time.
public interface Measurement {

    /// It went well.
    void succeeded();

    /// It failed: it counts as [ErrorKind#EXCEPTION], or as the kind of a [RequestFailed].
    void failed(Throwable why);
}
