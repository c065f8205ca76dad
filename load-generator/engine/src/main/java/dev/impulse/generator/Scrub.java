package dev.impulse.generator;

import java.util.List;
import java.util.regex.Pattern;

/// What is taken out of the samples of failures beyond what always is: credentials in the usual header fields, in URLs,
/// and in whatever is called a token, a secret, a password or the like.
///
/// @param headers names of header fields whose values are secret, in any case of letters
/// @param fields names of fields in JSON, forms and queries whose values are secret, in any case of letters
/// @param patterns whatever matches one of them is secret, wherever it stands
public record Scrub(List<String> headers, List<String> fields, List<Pattern> patterns) {

    /// Nothing beyond what always is.
    public static final Scrub USUAL = new Scrub(List.of(), List.of(), List.of());

    public Scrub {
        headers = List.copyOf(headers);
        fields = List.copyOf(fields);
        patterns = List.copyOf(patterns);
    }
}
