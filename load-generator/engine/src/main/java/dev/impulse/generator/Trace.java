package dev.impulse.generator;

/// Whether requests say which trace they belong to (W3C Trace Context), and of how many triggers the services behind
/// are asked to record the trace.
///
/// @param sent whether our client's requests carry `traceparent`
/// @param sampled the share of triggers whose requests carry the sampled flag, from 0 to 1
public record Trace(boolean sent, double sampled) {

    /// No request carries `traceparent`, unless the scenario sets it.
    public static final Trace OFF = new Trace(false, 0);

    /// All requests carry it, none with the sampled flag: whatever the rate is, no tracing backend is flooded.
    public static final Trace DEFAULT = new Trace(true, 0);

    public Trace {
        if (!(sampled >= 0 && sampled <= 1)) {
            throw new IllegalArgumentException("sampled: " + sampled + " (expected: a share from 0 to 1)");
        }
    }

    /// All requests carry it, those of this share of the triggers with the sampled flag.
    ///
    /// @param share from 0 to 1
    public static Trace sampled(double share) {
        return new Trace(true, share);
    }
}
