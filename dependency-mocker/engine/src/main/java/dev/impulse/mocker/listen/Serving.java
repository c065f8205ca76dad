package dev.impulse.mocker.listen;

import dev.impulse.mocker.fault.Draws;
import dev.impulse.mocker.match.StubIndex;
import dev.impulse.mocker.stub.Dependency;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/// One dependency, with what all loops share of it: the index of its stubs, and the number of each stub's calls, by
/// which delays and faults are drawn. Any thread.
public final class Serving {
    private final Dependency dependency;
    private final StubIndex index;
    private final List<Draws> draws;
    private final List<PreparedAnswer> answers;
    private final AtomicLongArray calls;

    /// @param seed from which delays and faults are drawn
    public Serving(Dependency dependency, long seed) {
        this.dependency = dependency;
        this.index = new StubIndex(dependency.stubs());
        // Each stub draws for itself: what it does to its own calls does not depend on how others' come between them.
        this.draws = dependency.stubs().stream()
                .map(stub -> new Draws(seed, dependency.name() + "/" + stub.name()))
                .toList();
        this.answers = dependency.stubs().stream()
                .map(stub -> PreparedAnswer.of(stub.answer()))
                .toList();
        this.calls = new AtomicLongArray(draws.size());
    }

    /// What is served.
    public Dependency dependency() {
        return dependency;
    }

    StubIndex index() {
        return index;
    }

    Draws draws(int stub) {
        return draws.get(stub);
    }

    PreparedAnswer answer(int stub) {
        return answers.get(stub);
    }

    /// The number of a stub's next call, from 0.
    long next(int stub) {
        return calls.getAndIncrement(stub);
    }

    /// Numbers calls from 0 again.
    public void restart() {
        for (int stub = 0; stub < calls.length(); stub++) {
            calls.set(stub, 0);
        }
    }
}
