package dev.impulse.generator.send;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Names for requests that were given none: method and path without the query, with what looks like an identifier
/// replaced by `{}`, so that a million carts are one row. One loop's; its thread only.
final class Naming {
    private static final int REMEMBERED = 4096;

    /// A part of a path that is a number, a UUID, or hexadecimal of 8 digits and more with a digit in it.
    private static final Pattern IDENTIFIER =
            Pattern.compile("/(?:\\d+|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|(?=[a-fA-F]*\\d)[0-9a-fA-F]{8,})(?=/|$)");

    /// Who asks, and with which password, is no part of a name.
    private static final Pattern USER = Pattern.compile("^(https?://)[^/]*@");

    private final Map<String, Map<String, String>> byMethod = new HashMap<>();

    String name(String method, String target) {
        var byTarget = byMethod.computeIfAbsent(method, _ -> new HashMap<>());
        var known = byTarget.get(target);
        if (known == null) {
            known = made(method, target);
            if (byTarget.size() < REMEMBERED) {
                byTarget.put(target, known);
            }
        }
        return known;
    }

    static String made(String method, String target) {
        int query = target.indexOf('?');
        var path = query < 0 ? target : target.substring(0, query);
        var withoutUser = USER.matcher(path).replaceFirst("$1");
        return method + " " + IDENTIFIER.matcher(withoutUser).replaceAll("/{}");
    }
}
