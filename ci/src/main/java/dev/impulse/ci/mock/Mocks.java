package dev.impulse.ci.mock;

import dev.impulse.ci.provision.CouldNotStart;
import dev.impulse.ci.provision.Processes;
import dev.impulse.ci.provision.Program;
import dev.impulse.ci.provision.Ready;
import dev.impulse.ci.provision.RunningProgram;
import dev.impulse.generator.Witness;
import dev.impulse.generator.plan.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The mocks of a load test's dependencies, while they are up.
public final class Mocks {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

    /// The line in which a mock says where it is administered.
    private static final Pattern ADMINISTRATION =
            Pattern.compile("^administration · http://127\\.0\\.0\\.1:(\\d+)", Pattern.MULTILINE);

    private final List<RunningMock> running;

    private Mocks(List<RunningMock> running) {
        this.running = List.copyOf(running);
    }

    /// Starts all of them at once, and waits until each is up.
    ///
    /// @param log where what the program of some name writes goes
    /// @throws CouldNotStart when one does not come up, such as because its port is in use; with what it wrote
    public static Mocks start(List<MockProgram> mocks, Processes processes, Function<String, Path> log)
            throws CouldNotStart, InterruptedException {
        List<RunningProgram> programs = new ArrayList<>();
        for (MockProgram mock : mocks) {
            programs.add(processes.start(new Program(
                    "the mock of " + mock.dependency(),
                    mock.command(),
                    Path.of("").toAbsolutePath(),
                    Map.of(),
                    log.apply("mock-" + mock.dependency()))));
        }
        List<RunningMock> running = new ArrayList<>();
        for (int index = 0; index < mocks.size(); index++) {
            RunningProgram program = programs.get(index);
            new Ready.Says(ADMINISTRATION).await(program, START_TIMEOUT);
            running.add(new RunningMock(mocks.get(index), program, new Administration(port(program))));
        }
        return new Mocks(running);
    }

    private static int port(RunningProgram program) {
        Matcher administration = ADMINISTRATION.matcher(program.written());
        if (!administration.find()) {
            throw new IllegalStateException(program.program().name() + " no longer says where it is administered");
        }
        return Integer.parseInt(administration.group(1));
    }

    /// Whose dependencies they are, and where, in a line such as `payments on 9001, stock on 9002`.
    public String text() {
        return running.stream()
                .map(each -> each.mock().dependency() + " on " + each.mock().port())
                .collect(Collectors.joining(", "));
    }

    /// Sees what they were asked.
    public Witness witness(List<Phase> phases) {
        return running.isEmpty() ? Witness.NONE : new MocksWitness(running, phases);
    }
}
