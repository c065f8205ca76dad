package dev.impulse.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/// Numbers as YAML 1.2's core schema writes them. What is none, or is of an absurd length, stays a text.
final class Numbers {

    /// Reading digits takes time that grows with their number's square.
    private static final int LONGEST = 1_000;

    private Numbers() {}

    static Object integer(String text) {
        try {
            if (text.length() > LONGEST) {
                return text;
            } else if (text.startsWith("0x")) {
                return new BigInteger(text.substring(2), 16);
            } else if (text.startsWith("0o")) {
                return new BigInteger(text.substring(2), 8);
            }
            return new BigInteger(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    static Object decimal(String text) {
        try {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
                case "-.inf" -> Double.NEGATIVE_INFINITY;
                case ".nan" -> Double.NaN;
                default -> text.length() > LONGEST ? text : new BigDecimal(text);
            };
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
