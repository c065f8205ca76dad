package dev.impulse.mocker.match;

import dev.impulse.mocker.stub.Call;
import dev.impulse.mocker.stub.ExactPath;
import dev.impulse.mocker.stub.PathTemplate;
import dev.impulse.mocker.stub.Stub;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the stub for a call: of those that match, the one that was written first. Immutable; any thread.
///
/// A call's path is looked up whole among the paths that stubs name exactly, and segment by segment in a tree of their
/// templates; only what either finds is looked at further.
public final class StubIndex {

    /// No stub is for the call.
    public static final int NONE = -1;

    private static final int[] NOTHING = {};

    private final Stub[] stubs;
    private final Map<String, int[]> exact;
    private final Branch templates;

    /// @param stubs in the order in which they are written
    public StubIndex(List<Stub> stubs) {
        this.stubs = stubs.toArray(Stub[]::new);
        Map<String, List<Integer>> paths = new HashMap<>();
        Branch.Builder branches = new Branch.Builder();
        for (int number = 0; number < this.stubs.length; number++) {
            switch (this.stubs[number].request().path()) {
                case ExactPath path ->
                    paths.computeIfAbsent(path.path(), any -> new ArrayList<>()).add(number);
                case PathTemplate template -> branches.add(template.segments(), number);
            }
        }
        this.exact = new HashMap<>();
        paths.forEach((path, numbers) -> exact.put(path, ints(numbers)));
        this.templates = branches.build();
    }

    /// The place of a stub in the list, or [#NONE].
    public int find(Call call) {
        String path = call.path();
        int first = first(call, exact.getOrDefault(path, NOTHING), Integer.MAX_VALUE);
        if (templates.least() < first) {
            first = below(templates, call, path, 1, first);
        }
        return first == Integer.MAX_VALUE ? NONE : first;
    }

    /// The first of a branch's stubs that match, if it comes before the one that is known.
    ///
    /// @param from where in the path the segment begins that the branch's children are for; beyond its end when there
    ///     is none
    private int below(Branch branch, Call call, String path, int from, int known) {
        if (from > path.length()) {
            return first(call, branch.here(), known);
        }
        int first = from < path.length() ? first(call, branch.rest(), known) : known;
        int slash = path.indexOf('/', from);
        int to = slash < 0 ? path.length() : slash;
        @Nullable Branch same = branch.same(path, from, to);
        if (same != null && same.least() < first) {
            first = below(same, call, path, to + 1, first);
        }
        for (Branch.Edge edge : branch.varying()) {
            if (edge.to().least() < first && edge.varying().matches(path, from, to)) {
                first = below(edge.to(), call, path, to + 1, first);
            }
        }
        return first;
    }

    private int first(Call call, int[] candidates, int known) {
        for (int number : candidates) {
            if (number >= known) {
                return known;
            }
            var request = stubs[number].request();
            if (request.isMethod(call.method()) && request.meetsConditions(call)) {
                return number;
            }
        }
        return known;
    }

    static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
