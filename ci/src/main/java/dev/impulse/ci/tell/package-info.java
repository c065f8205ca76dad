/// Tells others how a run is going while it runs: Prometheus asks for it, a receiver of OTLP is sent it.
///
/// What the load generator shows its observers enters, on threads of the generator's that no event loop waits for, and
/// is added up in [Metrics]; text leaves on the threads of a small HTTP server, messages on those of OpenTelemetry's
/// exporter. Nothing of it is loaded unless it was asked for. Read [Telling] first, then [Metrics] and [Instrument].
@NullMarked
package dev.impulse.ci.tell;

import org.jspecify.annotations.NullMarked;
