package dev.impulse.generator.sample;

import dev.impulse.generator.Scrub;
import dev.impulse.generator.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Takes secrets out of the texts of one sample. All texts are given first; what is found to be secret in one, by its
/// name or a pattern, is then taken out of the others too, where a server gives back what it was sent. Only then are
/// they shown. For one thread.
final class Scrubbing {

    /// So much more than what is shown is looked at, for a secret that goes beyond the end.
    static final int MARGIN = 1024;

    private static final String MASK = Marked.MASK;

    /// Tokens that are known by what they look like (RFC 6750, section 2.1; RFC 7519).
    private static final Pattern TOKENS = Pattern.compile("(?i:bearer)\\s+([A-Za-z0-9._~+/-]{8,}=*)"
            + "|(eyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]*)?)");

    /// User info of a URL that is itself escaped, in another one's query.
    private static final Pattern ESCAPED_USER =
            Pattern.compile("(?i)%3a%2f%2f((?:(?!%2f|%3f|%23)[^\\s&\"'<>#/?])*)%40");

    private static final String ENDS_AN_AUTHORITY = "/?#\"'<>\\ \t\r\n";

    private final SecretNames names;
    private final OwnPatterns patterns;
    private final List<Marked> texts = new ArrayList<>();
    private final Set<String> secrets = new HashSet<>();

    /// @param known secrets, which are hidden wherever they stand
    Scrubbing(SecretNames names, OwnPatterns patterns, Secrets known) {
        this.names = names;
        this.patterns = patterns;
        secrets.addAll(known.forms());
    }

    Scrubbing(Scrub scrub) {
        this(new SecretNames(scrub), new OwnPatterns(scrub.patterns()), scrub.secrets());
    }

    /// A text of which at most so much is shown; what is beyond is looked at only.
    Marked text(String text, NamedValues.Kind kind) {
        var marked = new Marked(text);
        new NamedValues(marked, kind, names).mark();
        userInfo(marked);
        escapedUserInfo(marked);
        tokens(marked);
        patterns.mark(marked);
        secrets.addAll(marked.secrets());
        texts.add(marked);
        return marked;
    }

    /// The value of a header field: all of it when its name says so.
    Marked header(String name, String value) {
        if (!names.isSecret(name)) {
            return text(value, NamedValues.Kind.TEXT);
        }
        Marked.tell(value, secrets);
        for (var word : value.split("[\\s;,]+", -1)) {
            if (!isScheme(word)) {
                Marked.tell(word, secrets);
            }
            Marked.tell(word.substring(word.indexOf('=') + 1), secrets);
        }
        tellOfBasic(value);
        return text(MASK, NamedValues.Kind.TEXT);
    }

    private static boolean isScheme(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "basic", "bearer", "digest", "negotiate", "max-age", "path=/", "httponly", "secure" -> true;
            default -> false;
        };
    }

    private void tellOfBasic(String value) {
        if (value.regionMatches(true, 0, "basic ", 0, 6)) {
            try {
                var decoded = Base64.getDecoder().decode(value.substring(6).strip());
                var user = new String(decoded, StandardCharsets.UTF_8);
                Marked.tell(user.substring(user.indexOf(':') + 1), secrets);
            } catch (IllegalArgumentException e) {
                // It is no Base64: it was told as it is.
            }
        }
    }

    /// All texts were given: what is secret in one is in all.
    void finish() {
        texts.forEach(text -> text.markAll(secrets));
    }

    private static void userInfo(Marked marked) {
        var text = marked.text();
        for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 1)) {
            int start = at + 3;
            int end = start;
            while (end < text.length() && ENDS_AN_AUTHORITY.indexOf(text.charAt(end)) < 0) {
                end++;
            }
            int host = text.lastIndexOf('@', end - 1);
            if (host >= start) {
                marked.mark(start, host);
                int colon = text.indexOf(':', start);
                marked.tell(colon >= 0 && colon < host ? colon + 1 : start, host);
            }
        }
    }

    private static void escapedUserInfo(Marked marked) {
        var found = ESCAPED_USER.matcher(marked.text());
        while (found.find()) {
            marked.markSecret(found.start(1), found.end(1));
        }
    }

    private static void tokens(Marked marked) {
        var found = TOKENS.matcher(marked.text());
        while (found.find()) {
            int group = found.group(1) == null ? 2 : 1;
            marked.markSecret(found.start(group), found.end(group));
        }
    }
}
