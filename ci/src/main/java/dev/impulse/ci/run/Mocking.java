package dev.impulse.ci.run;

import dev.impulse.generator.judge.Figures;
import dev.impulse.mocker.Mock;
import dev.impulse.mocker.MockEvidence;
import dev.impulse.mocker.MockEvidence.OfDependency;
import dev.impulse.mocker.MockEvidence.OfPhase;
import dev.impulse.mocker.MockOptions;
import dev.impulse.mocker.MockStart;
import dev.impulse.mocker.stub.Behaviour;
import dev.impulse.mocker.stub.Conduct;
import dev.impulse.mocker.stub.Dependency;
import dev.impulse.mocker.stub.PhaseName;
import dev.impulse.mocker.stub.Stub;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.Histogram;

/// Mocks that serve until they are told to end, by Ctrl-C or SIGTERM.
///
/// @param grace how long answers that are held may take at the end
public record Mocking(List<Dependency> dependencies, MockOptions options, Duration grace) {
    public Mocking {
        dependencies = List.copyOf(dependencies);
    }

    /// Serves, says what, and says at the end what came of it.
    ///
    /// @throws InterruptedException when the thread is interrupted
    public ExitCode on(Terminal terminal) throws InterruptedException {
        return switch (Mock.start(dependencies, options)) {
            case MockStart.Refused(var reasons) -> {
                reasons.forEach(terminal::line);
                terminal.line("nothing was started");
                yield ExitCode.NOT_STARTED;
            }
            case MockStart.Up(var mock) -> {
                serve(mock, terminal);
                yield ExitCode.PASSED;
            }
        };
    }

    private void serve(Mock mock, Terminal terminal) throws InterruptedException {
        var told = new CountDownLatch(1);
        try (mock;
                var _ = new Signals("INT", told::countDown);
                var _ = new Signals("TERM", told::countDown)) {
            for (var dependency : dependencies) {
                terminal.line(dependency.name() + " · " + mock.url(dependency.name()));
                dependency.stubs().forEach(stub -> tell(dependency, stub, terminal));
            }
            if (options.administrationPort() != null) {
                terminal.line("administration · http://127.0.0.1:" + mock.administrationPort());
            }
            terminal.line("seed " + options.seed() + " · Ctrl-C ends it");
            told.await();
            tell(mock.end(grace), terminal);
        }
    }

    private static void tell(Dependency dependency, Stub stub, Terminal terminal) {
        var always = dependency.conduct(stub);
        var request = stub.name().equals(stub.request().line())
                ? stub.name()
                : stub.name() + ": " + stub.request().line();
        terminal.line("  " + request + " · " + stub.answer().text() + " · " + text(always));
        for (var phase : phases(dependency, stub)) {
            var during = dependency.conduct(stub, new PhaseName(phase, phase), Behaviour.UNSAID);
            if (!during.equals(always)) {
                terminal.line("      in " + phase + " · " + text(during));
            }
        }
    }

    private static Set<String> phases(Dependency dependency, Stub stub) {
        Set<String> phases =
                new LinkedHashSet<>(dependency.behaviours().during().keySet());
        phases.addAll(stub.behaviours().during().keySet());
        return phases;
    }

    private static String text(Conduct conduct) {
        var faults = conduct.faults().all().isEmpty()
                ? ""
                : " · errors " + conduct.faults().text();
        return "delay " + conduct.delay().text() + faults;
    }

    private static void tell(MockEvidence evidence, Terminal terminal) {
        for (var dependency : evidence.dependencies()) {
            long unmatched =
                    dependency.phases().stream().mapToLong(OfPhase::unmatched).sum();
            terminal.line(dependency.name() + " · " + Figures.count(calls(dependency)) + " calls" + late(dependency)
                    + (unmatched == 0 ? "" : " · " + Figures.count(unmatched) + " that no stub was for"));
            dependency.unmatched().forEach(call -> terminal.line("  " + call.told()));
        }
    }

    private static long calls(OfDependency dependency) {
        return dependency.phases().stream()
                .flatMap(phase -> phase.stubs().stream())
                .mapToLong(MockEvidence.OfStub::calls)
                .sum();
    }

    private static String late(OfDependency dependency) {
        var late = new Histogram(3);
        late.setAutoResize(true);
        dependency.phases().stream().flatMap(phase -> phase.stubs().stream()).forEach(stub -> late.add(stub.late()));
        return late.getTotalCount() == 0
                ? ""
                : " · given − asked p50 " + Figures.time(late.getValueAtPercentile(50)) + ", p99 "
                        + Figures.time(late.getValueAtPercentile(99));
    }
}
