package dev.impulse.generator.judge;

/// How a gate came out.
///
/// @param gate the gate's text as written
/// @param phase the phase it was judged in
/// @param met whether it holds
/// @param actual the real value, for people, such as `184 ms` or `> 10 s`
public record GateResult(String gate, String phase, boolean met, String actual) {}
