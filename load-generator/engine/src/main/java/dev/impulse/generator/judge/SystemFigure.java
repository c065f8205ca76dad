package dev.impulse.generator.judge;

import java.util.Arrays;
import java.util.List;

/// What gates can ask of the system under test.
public enum SystemFigure {
    CPU("cpu", "%"),
    RSS("rss", "By"),
    THREADS("threads", "1"),
    OPEN_FILES("open files", "1"),
    PROCESSES("processes", "1"),
    SOCKETS("sockets", "1"),
    HEAP("heap", "%"),
    HEAP_USED("heap used", "By"),
    HEAP_COMMITTED("heap committed", "By"),
    GC("gc", "%"),
    GC_COUNT("gc count", "1"),
    POOL_ACTIVE("pool active", "1"),
    POOL_WAITING("pool waiting", "1");

    private final String text;
    private final String unit;

    SystemFigure(String text, String unit) {
        this.text = text;
        this.unit = unit;
    }

    /// As written in gates, and in [dev.impulse.generator.Figure#name].
    public String text() {
        return text;
    }

    /// By UCUM, as in [dev.impulse.generator.Figure#unit].
    public String unit() {
        return unit;
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(SystemFigure::text).toList();
    }
}
