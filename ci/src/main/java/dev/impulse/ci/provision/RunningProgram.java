package dev.impulse.ci.provision;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A program that was started by [Processes]. Any thread.
public final class RunningProgram {
    private static final int TAIL_BYTES = 16 * 1024;

    private final Program program;
    private final Process process;
    private final String mark;
    private final String start;
    private final long logBegin;
    private final BooleanSupplier allTakenDown;
    private volatile boolean takenDown;

    /// @param mark the variable by which its processes are known
    /// @param logBegin how long its log was before: an earlier program may have written there
    /// @param start the variable by which those of this start are known
    /// @param allTakenDown whether all programs are being ended, or have been
    RunningProgram(
            Program program, Process process, String mark, String start, long logBegin, BooleanSupplier allTakenDown) {
        this.program = program;
        this.process = process;
        this.mark = mark;
        this.logBegin = logBegin;
        this.start = start;
        this.allTakenDown = allTakenDown;
    }

    /// As [#mark], of this start alone.
    String start() {
        return start;
    }

    /// Says that it is ended on purpose.
    void takeDown() {
        takenDown = true;
    }

    Process process() {
        return process;
    }

    /// What was started.
    public Program program() {
        return program;
    }

    /// The process's number; also its group's, where there are groups.
    public long pid() {
        return process.pid();
    }

    /// A variable of its environment, as `NAME=VALUE`, that it hands on to all that it starts.
    public String mark() {
        return mark;
    }

    /// Whether it runs still.
    public boolean isAlive() {
        return process.isAlive();
    }

    /// Waits until the process ends, but no longer than that.
    ///
    /// @return whether it has ended
    public boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Whether it is being ended, or was, alone or with all others: then it did not end by itself.
    public boolean isTakenDown() {
        return takenDown || allTakenDown.getAsBoolean();
    }

    /// Waits until the process ends.
    public void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    /// The exit code of a process that has ended.
    public int exitCode() {
        return process.exitValue();
    }

    /// How a process that has ended did so.
    public String end() {
        return "its process ended with exit code " + exitCode();
    }

    /// All that it has written so far.
    public String written() {
        try (InputStream log = Files.newInputStream(program.log())) {
            log.skipNBytes(logBegin);
            return new String(log.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException notYet) {
            return "";
        }
    }

    /// The last lines that it wrote, indented, under a line that says where the rest is.
    public String lastLines(int count) {
        List<String> last = last(count);
        if (last.isEmpty()) {
            return "  it wrote nothing";
        }
        return "  the last it wrote (all of it: %s)\n    %s".formatted(program.log(), String.join("\n    ", last));
    }

    /// The last lines that it wrote.
    public List<String> last(int count) {
        List<String> lines = tail(program.log(), logBegin).lines().toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    private static String tail(Path log, long begin) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(Math.min(begin, file.length()), file.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException notThere) {
            return "";
        }
    }
}
