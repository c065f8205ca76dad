package dev.impulse.mocker.junit;

import dev.impulse.mock.MockedDependency;
import dev.impulse.mocker.Mock;
import dev.impulse.mocker.MockEvidence;
import dev.impulse.mocker.MockEvidence.OfStub;
import dev.impulse.mocker.MockOptions;
import dev.impulse.mocker.stub.CodedDependency;
import dev.impulse.mocker.stub.Dependency;
import dev.impulse.mocker.stub.StubFile;
import dev.impulse.schema.Reading;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Mocks dependencies while tests run, each on a port that is free. In a static field they are up for all tests of the
/// class, else for each test anew; what is counted begins anew with each test either way.
///
/// ```java
/// @RegisterExtension
/// static final Mocks mocks = Mocks.of(new Payments()).file(Path.of("stubs/catalogue.yaml"));
///
/// @Test
/// void anOrderIsPaid() {
///     var shop = new Shop(mocks.url("payments"), mocks.url("catalogue"));
///     ...
///     assertThat(mocks.calls("payments", "POST /payments")).isEqualTo(1);
/// }
/// ```
///
/// A call that no stub was for is answered 404 and fails the test, told with the nearest stub. For tests that run one
/// after another.
public final class Mocks implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {

    private static final long SEED = 42;

    private final List<Dependency> dependencies = new ArrayList<>();
    private long seed = SEED;
    private boolean mayBeUnmatched;
    private boolean isForAll;
    private @Nullable Mock mock;

    private Mocks() {}

    /// Mocks written in code.
    ///
    /// @throws IllegalArgumentException when what they say cannot be
    public static Mocks of(MockedDependency... mocked) {
        var mocks = new Mocks();
        Arrays.stream(mocked).map(CodedDependency::of).forEach(mocks.dependencies::add);
        return mocks;
    }

    /// Mocks written in a file of stubs.
    ///
    /// @throws IllegalArgumentException with all of the file's mistakes
    public static Mocks ofFile(Path file) {
        return new Mocks().file(file);
    }

    /// Those of a file of stubs as well. Ports that it names are not used: each gets one that is free.
    ///
    /// @return this
    /// @throws IllegalArgumentException with all of the file's mistakes
    public Mocks file(Path file) {
        switch (StubFile.read(file)) {
            case Reading.Whole<List<Dependency>> read ->
                read.value().stream().map(Mocks::onAnyPort).forEach(dependencies::add);
            case Reading.Mistaken<List<Dependency>> mistaken ->
                throw new IllegalArgumentException(mistaken.mistakes().text());
        }
        return this;
    }

    private static Dependency onAnyPort(Dependency dependency) {
        return new Dependency(dependency.name(), 0, dependency.stubs(), dependency.behaviours());
    }

    /// From which delays and errors are drawn; 42 unless it is said otherwise, so that each run of a test draws the
    /// same.
    ///
    /// @return this
    public Mocks seed(long seed) {
        this.seed = seed;
        return this;
    }

    /// Calls that no stub is for do not fail the test.
    ///
    /// @return this
    public Mocks allowingUnmatchedCalls() {
        mayBeUnmatched = true;
        return this;
    }

    /// Where a dependency listens, such as `http://127.0.0.1:40123`.
    ///
    /// @throws IllegalArgumentException when there is none of that name
    public URI url(String dependency) {
        return up().url(dependency);
    }

    /// How many calls a stub answered since the test began.
    ///
    /// @param stub its name; without one, method and path, such as `POST /payments/{id}`
    /// @throws IllegalArgumentException when there is no such dependency or stub
    public long calls(String dependency, String stub) {
        Dependency known = dependencies.stream()
                .filter(each -> each.name().equals(dependency))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("dependency: " + dependency + " (expected: one of "
                        + dependencies.stream().map(Dependency::name).toList() + ")"));
        if (known.stubs().stream().noneMatch(each -> each.name().equals(stub))) {
            throw new IllegalArgumentException("stub of " + dependency + ": " + stub + " (expected: one of "
                    + known.stubs().stream().map(each -> each.name()).toList() + ")");
        }
        return evidence().dependencies().stream()
                .filter(each -> each.name().equals(dependency))
                .flatMap(each -> each.phases().stream())
                .flatMap(phase -> phase.stubs().stream())
                .filter(each -> each.stub().equals(stub))
                .mapToLong(OfStub::calls)
                .sum();
    }

    /// All that was seen since the test began.
    public MockEvidence evidence() {
        return up().evidence();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        isForAll = true;
        start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (isForAll) {
            up().forget();
        } else {
            start();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            if (!mayBeUnmatched) {
                checkMatched();
            }
        } finally {
            if (!isForAll) {
                stop();
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop();
        isForAll = false;
    }

    private void checkMatched() {
        String unmatched = evidence().dependencies().stream()
                .flatMap(dependency -> dependency.unmatched().stream()
                        .map(call -> "\n  %s: %s%s"
                                .formatted(
                                        dependency.name(),
                                        call.told(),
                                        call.calls() == 1 ? "" : " (" + call.calls() + " times)")))
                .collect(Collectors.joining());
        if (!unmatched.isEmpty()) {
            throw new AssertionError("calls that no stub was for (allowed by allowingUnmatchedCalls()):" + unmatched);
        }
    }

    private void start() {
        mock = Mock.start(dependencies, MockOptions.ofSeed(seed)).orThrow();
    }

    private void stop() {
        Mock running = mock;
        mock = null;
        if (running != null) {
            running.close();
        }
    }

    private Mock up() {
        Mock running = mock;
        if (running == null) {
            throw new IllegalStateException(
                    "the mocks are not up (expected: a field with @RegisterExtension, asked while a test runs)");
        }
        return running;
    }
}
