package dev.impulse.generator.send;

import dev.impulse.generator.Result.Failure;
import dev.impulse.load.ErrorKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Keeps the first failures of each test case and kind, so that a result can show them. Any thread; failures beyond the
/// first few cost a look-up under a lock that is held for as long.
public final class FirstFailures {
    private static final int KEPT_OF_EACH = 3;

    private record Group(String testCase, ErrorKind kind) {}

    private final Map<Group, List<Failure>> kept = new HashMap<>();

    synchronized void add(
            String testCase, String request, ErrorKind kind, String reason, long trigger, Throwable thrown) {
        if (isWanted(testCase, kind)) {
            add(new Failure(testCase, request, kind, reason, stackOf(thrown), trigger));
        }
    }

    synchronized void add(Failure failure) {
        var group = kept.computeIfAbsent(new Group(failure.testCase(), failure.kind()), first -> new ArrayList<>());
        if (group.size() < KEPT_OF_EACH && group.stream().noneMatch(known -> isSame(known, failure))) {
            group.add(failure);
        }
    }

    /// What fails a request mostly ends its trigger, and comes here again as the trigger's own.
    private static boolean isSame(Failure known, Failure failure) {
        return known.trigger() == failure.trigger() && known.reason().equals(failure.reason());
    }

    synchronized boolean isWanted(String testCase, ErrorKind kind) {
        var already = kept.get(new Group(testCase, kind));
        return already == null || already.size() < KEPT_OF_EACH;
    }

    /// What was kept, in the order of test cases and kinds.
    public synchronized List<Failure> all() {
        var all = new ArrayList<Failure>();
        kept.values().forEach(all::addAll);
        all.sort((a, b) -> {
            int byCase = a.testCase().compareTo(b.testCase());
            return byCase != 0 ? byCase : a.kind().compareTo(b.kind());
        });
        return all;
    }

    private static String stackOf(Throwable thrown) {
        if (thrown.getStackTrace().length == 0 && thrown.getCause() == null) {
            return ""; // a check that did not hold: its reason says it all
        }
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
