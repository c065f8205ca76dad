package dev.impulse.mocker.match;

import dev.impulse.mocker.stub.PathTemplate;
import dev.impulse.mocker.stub.PathTemplate.Segment;
import dev.impulse.mocker.stub.PathTemplate.Varying;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A node in the tree of templates: what may follow after the segments that lead to it. Immutable.
final class Branch {

    private final @Nullable String[] keys;
    private final @Nullable Branch[] branches;
    private final Edge[] varying;
    private final int[] here;
    private final int[] rest;
    private final int least;

    /// What a segment that varies leads to.
    record Edge(Varying varying, Branch to) {}

    private Branch(Builder builder) {
        int slots = Integer.highestOneBit(Math.max(1, builder.same.size())) * 4;
        keys = new String[slots];
        branches = new Branch[slots];
        here = StubIndex.ints(builder.here);
        rest = StubIndex.ints(builder.rest);
        int smallest = Math.min(
                here.length == 0 ? Integer.MAX_VALUE : here[0], rest.length == 0 ? Integer.MAX_VALUE : rest[0]);
        for (Map.Entry<String, Builder> entry : builder.same.entrySet()) {
            Branch branch = entry.getValue().build();
            int slot = entry.getKey().hashCode() & slots - 1;
            while (keys[slot] != null) {
                slot = slot + 1 & slots - 1;
            }
            keys[slot] = entry.getKey();
            branches[slot] = branch;
            smallest = Math.min(smallest, branch.least);
        }
        List<Edge> edges = new ArrayList<>();
        for (Map.Entry<Varying, Builder> entry : builder.varying.entrySet()) {
            Branch branch = entry.getValue().build();
            edges.add(new Edge(entry.getKey(), branch));
            smallest = Math.min(smallest, branch.least);
        }
        varying = edges.toArray(Edge[]::new);
        least = smallest;
    }

    /// The stubs whose templates end here, in order.
    int[] here() {
        return here;
    }

    /// The stubs whose templates take all that follows, in order.
    int[] rest() {
        return rest;
    }

    /// The first stub of all below.
    int least() {
        return least;
    }

    /// What segments that vary lead to.
    Edge[] varying() {
        return varying;
    }

    /// What follows after just this segment of a path; null when nothing does.
    @Nullable
    Branch same(String path, int from, int to) {
        int hash = 0;
        for (int index = from; index < to; index++) {
            hash = 31 * hash + path.charAt(index);
        }
        int mask = keys.length - 1;
        for (int slot = hash & mask; ; slot = slot + 1 & mask) {
            String key = keys[slot];
            if (key == null) {
                return null;
            }
            if (key.length() == to - from && path.startsWith(key, from)) {
                return branches[slot];
            }
        }
    }

    /// A branch while templates are added to it.
    static final class Builder {
        private final Map<String, Builder> same = new LinkedHashMap<>();
        private final Map<Varying, Builder> varying = new LinkedHashMap<>();
        private final List<Integer> here = new ArrayList<>();
        private final List<Integer> rest = new ArrayList<>();

        /// @param number greater than those before
        void add(List<Segment> segments, int number) {
            Builder at = this;
            for (Segment segment : segments) {
                switch (segment) {
                    case PathTemplate.Same expected ->
                        at = at.same.computeIfAbsent(expected.text(), any -> new Builder());
                    case Varying one ->
                        // What it is called makes no difference here.
                        at = at.varying.computeIfAbsent(
                                new Varying("", one.before(), one.after()), any -> new Builder());
                    case PathTemplate.Rest all -> {
                        at.rest.add(number);
                        return;
                    }
                }
            }
            at.here.add(number);
        }

        Branch build() {
            return new Branch(this);
        }
    }
}
