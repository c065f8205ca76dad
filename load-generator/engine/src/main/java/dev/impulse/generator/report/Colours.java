package dev.impulse.generator.report;

import dev.impulse.generator.Verdict;
import dev.impulse.generator.judge.GateResult;

/// Whether a text is coloured, by ANSI sequences. Only a terminal should be given colours.
public enum Colours {
    NONE,
    ANSI;

    String green(String text) {
        return in("32", text);
    }

    String red(String text) {
        return in("31", text);
    }

    String yellow(String text) {
        return in("33", text);
    }

    String faint(String text) {
        return in("2", text);
    }

    /// A verdict with its sign.
    String verdict(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> green("✓ " + verdict.text());
            case FAILED -> red("✗ " + verdict.text());
            case INCONCLUSIVE -> yellow("? " + verdict.text());
        };
    }

    /// Whether a gate was met; where the run is inconclusive, neither can be said.
    String sign(GateResult gate, Verdict verdict) {
        if (verdict == Verdict.INCONCLUSIVE) {
            return yellow("?");
        }
        return gate.met() ? green("✓") : red("✗");
    }

    private String in(String code, String text) {
        return this == NONE ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
