package dev.impulse.ci.command;

import dev.impulse.ci.provision.MockSources;
import dev.impulse.ci.run.ExitCode;
import dev.impulse.ci.run.Mocking;
import dev.impulse.ci.run.Terminal;
import dev.impulse.mocker.MockOptions;
import dev.impulse.mocker.stub.Dependency;
import dev.impulse.schema.Mistake;
import dev.impulse.schema.Origin;
import dev.impulse.schema.Reading;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Dependencies, mocked by this process.
@Command(
        name = "mock",
        description = "Stand in for the services that the system under test calls.",
        sortOptions = false,
        parameterListHeading = "%nWhat:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  impulse mock payments.yaml",
            "  impulse mock payments.yaml --port 9001 --seed 42",
            "  impulse mock Payments.java",
            "  impulse mock payments.yaml catalogue.yaml --admin-port 9000",
            "  curl -s http://localhost:9000/evidence",
            "",
            "It serves until Ctrl-C or SIGTERM, answers what has come by then, and exits with 0; with 3 when there are",
            "mistakes in a file, 4 when a port is in use.",
        })
final class MockCommand implements Callable<Integer> {
    private static final Duration GRACE = Duration.ofSeconds(5);

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "stubs of one dependency, or of several (.yaml); or code (.java, .kt)")
    private List<Path> files = List.of();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What a single dependency is called (default: as its file says).")
    private String name = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where a single dependency listens, such as 9001 or 0.0.0.0:9001 (default: as its file says,"
                    + " else any port that is free, which only this machine reaches).")
    private String port = "";

    @Option(
            names = "--admin-port",
            paramLabel = "PORT",
            description = "Where this machine may ask what came of calls (default: any port that is free).")
    private String administrationPort = "";

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "From which delays and faults are drawn (default: another one each time).")
    private String seed = "";

    @Mixin
    private ClassPathOption classPath = new ClassPathOption();

    @Mixin
    private ColourOption colour = new ColourOption();

    private final PrintStream out;

    MockCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = Display.terminal(out, colour.when);
        Call call = new Call();
        var sources = new MockSources(classPath.paths(), Places.cache(), Places.kotlin(), terminal::line);
        List<Dependency> dependencies = read(sources, call);
        if (dependencies.size() > 1 && !name.isEmpty()) {
            call.mistake("--name", name + " for " + dependencies.size() + " dependencies", "`name` in each one's file");
        }
        var address = address(dependencies, call);
        var administration = administration(call);
        var options = new MockOptions(address.getAddress(), 1, call.seed(seed), administration);
        if (call.hasMistakes()) {
            terminal.line(call.told());
            return ExitCode.MISTAKES.number();
        }
        var served = dependencies.size() > 1 ? dependencies : List.of(asCalled(dependencies.getFirst(), address));
        return new Mocking(served, options, GRACE).on(terminal).number();
    }

    /// What the call says of it goes before what its file says.
    private Dependency asCalled(Dependency dependency, InetSocketAddress address) {
        return new Dependency(
                name.isEmpty() ? dependency.name() : name,
                port.isEmpty() ? dependency.port() : (Integer) address.getPort(),
                dependency.stubs(),
                dependency.behaviours());
    }

    private List<Dependency> read(MockSources sources, Call call) {
        List<Dependency> dependencies = new ArrayList<>();
        for (var file : files) {
            switch (sources.read(file)) {
                case Reading.Whole<List<Dependency>>(var read) -> dependencies.addAll(read);
                case Reading.Mistaken<List<Dependency>>(var mistakes) -> call.mistakes(mistakes);
            }
        }
        Map<String, Dependency> names = new HashMap<>();
        Map<Integer, Dependency> ports = new HashMap<>();
        for (var dependency : dependencies) {
            refuse(
                    names.put(dependency.name(), dependency),
                    dependency,
                    "two dependencies called " + dependency.name(),
                    "each name once",
                    call);
            var own = dependency.port();
            if (own != null && own != 0) {
                refuse(
                        ports.put(own, dependency),
                        dependency,
                        "port " + own + " of " + dependency.name(),
                        "each port once",
                        call);
            }
        }
        return dependencies;
    }

    private static void refuse(@Nullable Dependency first, Dependency second, String what, String expected, Call call) {
        if (first != null) {
            var place = origin(second).place();
            call.mistake(new Mistake(
                    place,
                    "",
                    what + ", as that of " + first.name() + " in "
                            + origin(first).place().file(),
                    expected));
        }
    }

    private static Origin origin(Dependency dependency) {
        return dependency.stubs().getFirst().origin();
    }

    private InetSocketAddress address(List<Dependency> dependencies, Call call) {
        if (port.isEmpty()) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        }
        if (dependencies.size() > 1) {
            call.mistake("--port", port + " for " + dependencies.size() + " dependencies", "`port` in each one's file");
        }
        return call.address("--port", port);
    }

    private int administration(Call call) {
        if (administrationPort.isEmpty()) {
            return 0;
        }
        if (administrationPort.contains(":")) {
            call.mistake("--admin-port", administrationPort, "a port such as 9000: only this machine may ask");
            return 0;
        }
        return call.address("--admin-port", administrationPort).getPort();
    }
}
