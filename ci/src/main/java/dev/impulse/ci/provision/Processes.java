package dev.impulse.ci.provision;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The processes of one run. They end, with all that they started, when this is closed, and also when this JVM ends in
/// any other way.
///
/// Each is the leader of a session of its own (by `setsid`), so that it can be ended as a group, and so that Ctrl-C
/// reaches Impulse alone. A watchdog, a small shell, waits for the end of a pipe that only this JVM holds open: the
/// kernel closes it whatever kills the JVM. The watchdog then asks the groups to end, and after [#GRACE] ends them. So
/// does it with those that left their group for a session of their own: each carries [#MARK] in its environment, with
/// a value that only this run has, and hands it on to what it starts.
/// Where there is no `setsid`, the watchdog ends the process itself, and the descendants that are known when this is
/// closed.
///
/// Any thread; `close` may be called more than once.
public final class Processes implements AutoCloseable {
    /// How long a process may take to end by itself.
    public static final Duration GRACE = Duration.ofSeconds(5);

    private static final String WATCHDOG = """
            trap '' INT TERM HUP
            tries=$1
            mark=$2
            groups=
            strays() {
                case "$mark" in IMPULSE_PROCESS*=?*) ;; *) return ;; esac
                for file in $(grep -lsF "$mark" /proc/[0-9]*/environ 2>/dev/null); do
                    pid=${file#/proc/}
                    pid=${pid%/environ}
                    stat=$(cat "/proc/$pid/stat" 2>/dev/null) || continue
                    set -- ${stat##*) }
                    case "$groups " in *" -$3 "*) ;; *) [ "$1" = Z ] || echo "$pid" ;; esac
                done
            }
            while read -r group; do groups="$groups $group"; done
            for process in $groups $(strays); do kill -s TERM -- "$process" 2>/dev/null; done
            while [ "$tries" -gt 0 ]; do
                alive=
                for group in $groups; do kill -s 0 -- "$group" 2>/dev/null && alive="$alive $group"; done
                [ -n "$alive" ] || [ -n "$(strays)" ] || exit 0
                sleep 0.05
                tries=$((tries - 1))
            done
            for again in 1 2 3; do
                for process in $groups $(strays); do kill -s KILL -- "$process" 2>/dev/null; done
            done
            """;

    /// The variable by which a process is known as one of a run's.
    static final String MARK = "IMPULSE_PROCESS";

    /// The variable by which all that came of one start is told from what came of another one of the same name.
    private static final String START = "IMPULSE_PROCESS_START";

    private final String run = MARK + "=" + UUID.randomUUID() + "/";

    /// Becomes the program once it is told that the watchdog knows of it: were this JVM killed before that, nobody
    /// would end the program.
    private static final String PROGRAM = "read -r known && exec \"$@\" </dev/null";

    private final List<Process> started = new ArrayList<>();
    private final @Nullable Path setsid = find("setsid");
    private final Duration grace;
    private @Nullable Process watchdog;
    private volatile boolean closed;

    public Processes() {
        this(GRACE);
    }

    Processes(Duration grace) {
        this.grace = grace;
    }

    /// Starts a program. It is not ready yet: see [Ready].
    ///
    /// @throws CouldNotStart when there is no such directory, or the machine refuses
    public synchronized RunningProgram start(Program program) throws CouldNotStart {
        if (!Files.isDirectory(program.directory())) {
            throw new CouldNotStart("%s: directory: %s (expected: a directory that exists)"
                    .formatted(program.name(), program.directory()));
        }
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", PROGRAM, "impulse-program"));
        command.addAll(program.command());
        ProcessBuilder builder = new ProcessBuilder(inOwnGroup(command))
                .directory(program.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(program.log().toFile()));
        builder.environment().putAll(program.environment());
        offerOwnJava(builder);
        String mark = run + program.name() + "/";
        builder.environment().put(MARK, mark.substring(MARK.length() + 1));
        String start = UUID.randomUUID().toString();
        builder.environment().put(START, start);
        try {
            OutputStream guard = watchdog().getOutputStream();
            long written = Files.exists(program.log()) ? Files.size(program.log()) : 0;
            Process process = builder.start();
            started.add(process);
            guard.write(guarded(process));
            guard.flush();
            try (OutputStream told = process.getOutputStream()) {
                told.write('\n');
            }
            return new RunningProgram(program, process, mark, START + "=" + start, written, () -> closed);
        } catch (IOException refused) {
            throw new CouldNotStart(
                    "%s: %s: %s".formatted(program.name(), String.join(" ", program.command()), refused.getMessage()));
        }
    }

    /// Ends one of them with all that it started, and waits until they have ended: by themselves within [#GRACE], else
    /// by force.
    ///
    /// @throws InterruptedException when the thread is interrupted; they end all the same
    public void end(RunningProgram program) throws InterruptedException {
        program.takeDown();
        Process process = program.process();
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        if (setsid == null) {
            all.forEach(ProcessHandle::destroy);
        }
        try {
            Process ending = newWatchdog(program.start());
            try (OutputStream guard = ending.getOutputStream()) {
                guard.write(guarded(process));
            }
            ending.waitFor(grace.toMillis() + 2_000, TimeUnit.MILLISECONDS);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } finally {
            all.forEach(ProcessHandle::destroyForcibly);
            awaitEnd(process);
            forget(process);
        }
    }

    private synchronized void forget(Process ended) {
        started.remove(ended);
    }

    /// Ends all of them, and waits until they have ended.
    @Override
    public synchronized void close() {
        closed = true;
        if (watchdog == null) {
            return;
        }
        // Those that left their group are found through their parents, as long as these live.
        List<ProcessHandle> all = new ArrayList<>();
        for (Process process : started) {
            process.descendants().forEach(all::add);
            all.add(process.toHandle());
        }
        try {
            if (setsid == null) {
                all.forEach(ProcessHandle::destroy);
            }
            watchdog.getOutputStream().close();
            watchdog.waitFor(grace.toMillis() + 2_000, TimeUnit.MILLISECONDS);
        } catch (IOException alreadyClosed) {
            throw new UncheckedIOException(alreadyClosed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            all.forEach(ProcessHandle::destroyForcibly);
            started.forEach(Processes::awaitEnd);
            started.clear();
            watchdog = null;
        }
    }

    /// A process that is killed is gone a moment later: ports are free, and files closed, only then.
    private static void awaitEnd(Process killed) {
        boolean interrupted = Thread.interrupted();
        try {
            killed.waitFor(2, TimeUnit.SECONDS);
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Process watchdog() throws IOException {
        if (watchdog == null) {
            watchdog = newWatchdog(run);
        }
        return watchdog;
    }

    /// @param mark how the variable begins that all carry which it ends: a run's, or one start's
    private Process newWatchdog(String mark) throws IOException {
        String looks = String.valueOf(grace.toMillis() / 50);
        return new ProcessBuilder(inOwnGroup(List.of("sh", "-c", WATCHDOG, "impulse-watchdog", looks, mark)))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// What tells a watchdog of a process.
    private byte[] guarded(Process process) {
        return ((setsid == null ? "" : "-") + process.pid() + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private List<String> inOwnGroup(List<String> command) {
        List<String> whole = new ArrayList<>();
        if (setsid != null) {
            whole.add(setsid.toString());
        }
        whole.addAll(command);
        return whole;
    }

    /// A machine may have a JDK for Impulse and no `java` on its PATH: ours comes last there.
    private static void offerOwnJava(ProcessBuilder builder) {
        String own = Path.of(System.getProperty("java.home"), "bin").toString();
        builder.environment().merge("PATH", own, (path, last) -> path + File.pathSeparator + last);
    }

    private static @Nullable Path find(String program) {
        String path = System.getenv("PATH");
        if (path == null) {
            return null;
        }
        for (String folder : path.split(File.pathSeparator, -1)) {
            Path candidate = Path.of(folder, program);
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
