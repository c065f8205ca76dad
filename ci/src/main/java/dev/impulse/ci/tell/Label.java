package dev.impulse.ci.tell;

/// What tells one series of a metric from the others.
///
/// @param name as OpenTelemetry has it, such as `impulse.test_case`
record Label(String name, String value) {
    static final String PHASE = "impulse.phase";
    static final String PHASE_KIND = "impulse.phase.kind";
    static final String TEST_CASE = "impulse.test_case";
    static final String REQUEST = "impulse.request";
    static final String ERROR = "error.type";
    static final String MODE = "cpu.mode";
}
