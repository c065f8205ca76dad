package dev.impulse.generator.judge;

import java.util.Arrays;
import java.util.stream.Collectors;

/// The figure of a distribution that a gate looks at.
public enum Statistic {
    P50("p50", 5_000),
    P90("p90", 9_000),
    P95("p95", 9_500),
    P99("p99", 9_900),
    P99_9("p99.9", 9_990),
    MAX("max", 10_000),
    MEAN("mean", 0);

    /// One of them, as a regular expression.
    static final String ANY = texts("|").replace(".", "\\.");

    private final String text;
    private final long tenThousandths;

    Statistic(String text, long tenThousandths) {
        this.text = text;
        this.tenThousandths = tenThousandths;
    }

    /// As written in gates.
    public String text() {
        return text;
    }

    /// The one that is written so.
    static Statistic of(String text) {
        return Arrays.stream(values())
                .filter(one -> one.text.equals(text))
                .findFirst()
                .orElseThrow();
    }

    /// All of them.
    static String texts(String between) {
        return Arrays.stream(values()).map(Statistic::text).collect(Collectors.joining(between));
    }

    /// Which of so many values, from the lowest, 1, up: the share of them, rounded up. For all but the mean.
    long rank(long count) {
        return (count / 10_000) * tenThousandths + ((count % 10_000) * tenThousandths + 9_999) / 10_000;
    }
}
