package dev.impulse.generator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Texts that must never be shown.
///
/// @param forms in which they may come, the longest first, as one may hold another
public record Secrets(List<String> forms) {

    /// None.
    public static final Secrets NONE = new Secrets(List.of());

    private static final String MASK = "***";

    public Secrets {
        forms = List.copyOf(forms);
    }

    /// Texts with the forms that they take where they are escaped for a URL, a form, JSON, XML or Base64.
    public static Secrets of(Collection<String> values) {
        Set<String> all = new LinkedHashSet<>();
        values.forEach(value -> addForms(value, all));
        List<String> longestFirst = new ArrayList<>(all);
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        return new Secrets(longestFirst);
    }

    /// The text with `***` in place of each.
    public String hiddenIn(String text) {
        String hidden = text;
        for (String form : forms) {
            hidden = hidden.replace(form, MASK);
        }
        return hidden;
    }

    private static void addForms(String value, Set<String> to) {
        if (value.isEmpty()) {
            return;
        }
        String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        String percent = form.replace("+", "%20").replace("%7E", "~");
        String xml = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        to.add(value);
        to.add(form);
        to.add(percent);
        to.add(lowerHex(form));
        to.add(lowerHex(percent));
        to.add(value.replace("\\", "\\\\").replace("\"", "\\\""));
        to.add(xml);
        to.add(xml.replace("\"", "&quot;").replace("'", "&#39;"));
        to.add(Base64.getEncoder().encodeToString(bytes));
        to.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        to.add(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static String lowerHex(String escaped) {
        var lower = new StringBuilder(escaped);
        for (int at = escaped.indexOf('%'); at >= 0; at = escaped.indexOf('%', at + 1)) {
            lower.replace(at, at + 3, escaped.substring(at, at + 3).toLowerCase(Locale.ROOT));
        }
        return lower.toString();
    }

    /// Does not show them.
    @Override
    public String toString() {
        return forms.size() + " forms of secrets";
    }
}
