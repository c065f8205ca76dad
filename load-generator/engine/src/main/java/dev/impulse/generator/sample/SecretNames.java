package dev.impulse.generator.sample;

import dev.impulse.generator.Scrub;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Which names stand for secrets, of header fields, fields of JSON and forms, and parameters. Immutable.
final class SecretNames {

    /// A name that holds one of these, once it is small letters and digits only.
    private static final List<String> PARTS = List.of(
            "authorization",
            "cookie",
            "token",
            "secret",
            "password",
            "passwd",
            "passphrase",
            "passcode",
            "credential",
            "apikey",
            "accesskey",
            "authkey",
            "privatekey",
            "subscriptionkey",
            "sessionid",
            "signature",
            "bearer",
            "csrf",
            "xsrf",
            "jwt");

    /// A name that is one of these.
    private static final Set<String> WHOLE = Set.of("auth", "pwd", "pass", "pin", "otp", "sid", "sig", "cvv", "cvc");

    private static final String DELIMITERS = "?&;#/:@=,[.";

    private final Set<String> own = new HashSet<>();

    SecretNames(Scrub scrub) {
        Stream.concat(scrub.headers().stream(), scrub.fields().stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .forEach(own::add);
    }

    /// @param name as it is written, with `%` and `\\u` escapes
    boolean isSecret(String name) {
        var read = Escapes.read(name);
        return isOne(read) || isOne(lastPart(read)) || PARTS.stream().anyMatch(letters(read)::contains);
    }

    private boolean isOne(String name) {
        return own.contains(name.toLowerCase(Locale.ROOT).strip()) || WHOLE.contains(letters(name));
    }

    /// Where a URL is itself escaped, its delimiters are among what looks like a name.
    private static String lastPart(String name) {
        int at = name.length();
        while (at > 0 && DELIMITERS.indexOf(name.charAt(at - 1)) < 0) {
            at--;
        }
        return name.substring(at);
    }

    /// Whether a name says that the name of a value stands beside it: `{"name": "password", "value": …}`.
    ///
    /// @param attribute of a tag or of a part of a form
    static boolean isNameOfName(String name, boolean attribute) {
        var letters = letters(Escapes.read(name));
        return letters.equals("name") || letters.equals("key") || attribute && letters.equals("id");
    }

    private static String letters(String name) {
        var letters = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
