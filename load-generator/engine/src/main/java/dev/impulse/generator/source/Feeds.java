package dev.impulse.generator.source;

import dev.impulse.generator.plan.NearMiss;
import dev.impulse.load.Feed;
import dev.impulse.load.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The rows that the triggers of one test case get. Any thread.
public final class Feeds {

    /// None.
    public static final Feeds NONE = new Feeds(Map.of(), Set.of());

    private final Map<String, Share> shares;
    private final Set<String> all;

    /// @param all the names of the load test's feeders, of those too that are not for this test case
    Feeds(Map<String, Share> shares, Set<String> all) {
        this.shares = Map.copyOf(shares);
        this.all = new TreeSet<>(all);
    }

    /// Those of one trigger.
    ///
    /// @param trigger its number; below 0 in set-up and tear-down, which get none
    public OfTrigger of(long trigger) {
        return new OfTrigger(trigger);
    }

    private Share share(String name) {
        Share share = shares.get(name);
        if (share != null) {
            return share;
        }
        throw new IllegalArgumentException(
                all.contains(name)
                        ? name + ": not for this test case (expected: its name among the feeder's test-cases)"
                        : name + ": no such feeder ("
                                + NearMiss.of(name, all)
                                        .map(near -> "did you mean " + near + "?")
                                        .orElse(
                                                all.isEmpty()
                                                        ? "the load test has none"
                                                        : "expected: one of " + String.join(", ", all))
                                + ")");
    }

    /// The rows that one trigger gets. Any thread.
    public final class OfTrigger {
        private final long trigger;
        private final Map<String, Feed> feeds = new HashMap<>(4);

        private OfTrigger(long trigger) {
            this.trigger = trigger;
        }

        /// Those of a feeder; the same each time.
        public synchronized Feed feed(String name) {
            if (trigger < 0) {
                throw new IllegalStateException(
                        name + ": rows belong to triggers (expected: no feed in set-up and tear-down)");
            }
            return feeds.computeIfAbsent(name, first -> new RowsInOrder(share(name), trigger));
        }
    }

    private static final class RowsInOrder implements Feed {
        private final Share share;
        private final long trigger;
        private int calls;

        RowsInOrder(Share share, long trigger) {
            this.share = share;
            this.trigger = trigger;
        }

        @Override
        public synchronized Row next() {
            return share.row(trigger, calls++);
        }
    }
}
