package dev.impulse.generator;

import java.util.List;
import java.util.regex.Pattern;

/// What is taken out of the samples of failures beyond what always is: credentials in the usual header fields, in URLs,
/// and in whatever is called a token, a secret, a password or the like.
///
/// @param headers names of header fields whose values are secret, in any case of letters
/// @param fields names of fields in JSON, forms and queries whose values are secret, in any case of letters
/// @param patterns whatever matches one of them is secret, wherever it stands
/// @param secrets that are known, and are hidden wherever they stand
public record Scrub(List<String> headers, List<String> fields, List<Pattern> patterns, Secrets secrets) {

    /// Nothing beyond what always is.
    public static final Scrub USUAL = new Scrub(List.of(), List.of(), List.of());

    public Scrub {
        headers = List.copyOf(headers);
        fields = List.copyOf(fields);
        patterns = List.copyOf(patterns);
    }

    /// What is secret by its name or its form.
    public Scrub(List<String> headers, List<String> fields, List<Pattern> patterns) {
        this(headers, fields, patterns, Secrets.NONE);
    }

    /// This, and these texts wherever they stand.
    public Scrub hiding(Secrets secrets) {
        return new Scrub(headers, fields, patterns, secrets);
    }
}
