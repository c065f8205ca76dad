package dev.impulse.ci.pipelines;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A checked-out project in which a pipeline's job runs: a service that is up, load tests that end in each of the ways
/// there are, and the command as a program.
final class Workplace implements AutoCloseable {
    static final Path PIPELINES = Path.of("pipelines").toAbsolutePath();

    private static final long SOON_SECONDS = 110;

    private final Path folder;
    private final HttpServer service;

    Workplace(Path folder) throws IOException {
        this.folder = folder;
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/gone") ? 410 : 204, -1);
            exchange.close();
        });
        service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        service.start();
        program("impulse", """
                exec '%s/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \\
                  -cp '%s' dev.impulse.ci.command.Impulse "$@"
                """.formatted(System.getProperty("java.home"), System.getProperty("java.class.path")));
        // How late the generator may be goes by the gates: on a busy machine these two have a verdict all the same.
        loadTest("passes.yaml", "GET /", "gates: [ p99 < 60 s ]\n");
        loadTest("fails.yaml", "{ get: /gone, expect: 204 }", "gates: [ p99 < 60 s, home errors < 1 % ]\n");
        Files.writeString(file("Hog.java"), """
                import dev.impulse.load.*;

                public final class Hog implements LoadGenerator {
                    private static volatile double sum;

                    @Override
                    public void run(Load load) {
                        for (long end = System.nanoTime() + 100_000_000L; System.nanoTime() < end; ) {
                            sum += 1;
                        }
                    }
                }
                """);
        loadTest("inconclusive.yaml", "Hog.java", "");
        Files.writeString(file("wrong.yaml"), "name: wrong\ntargte: http://localhost\n");
        Files.writeString(file("refused.yaml"), """
                target: http://127.0.0.1:1
                test-cases: { home: GET / }
                phases: [ steady: { for: 1s, home: 20 tps } ]
                """);
    }

    private void loadTest(String name, String scenario, String gates) throws IOException {
        Files.writeString(file(name), """
                target: http://127.0.0.1:%d
                test-cases: { home: %s }
                phases: [ warm-up: { for: 300ms, home: 40 tps }, steady: { for: 1s, home: 40 tps } ]
                %s""".formatted(service.getAddress().getPort(), scenario, gates));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    String text(String name) throws IOException {
        return Files.readString(file(name));
    }

    /// A program of this name, for the shell.
    ///
    /// @return its path
    String program(String name, String script) throws IOException {
        Path program = file("bin").resolve(name);
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/usr/bin/env bash\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program.toString();
    }

    /// What a program that has ended gave; `said` is all that it wrote.
    record Ended(int code, String said) {}

    /// Runs a shell, or another program, in the project's folder.
    Ended run(Map<String, String> environment, String... call) throws IOException, InterruptedException {
        Path said = Files.createTempFile("said-", ".log");
        ProcessBuilder builder = new ProcessBuilder(call)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(said.toFile());
        builder.environment().keySet().removeAll(List.of("IMPULSE_JAVA_HOME", "XDG_CACHE_HOME", "NO_COLOR"));
        builder.environment().put("XDG_CACHE_HOME", file("cache").toString());
        builder.environment().merge("PATH", file("bin").toString(), (path, bin) -> bin + ":" + path);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(SOON_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("not ended within " + SOON_SECONDS + " s: " + Files.readString(said));
            }
            return new Ended(process.exitValue(), Files.readString(said));
        } finally {
            List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            Files.delete(said);
        }
    }

    @Override
    public void close() {
        service.stop(0);
    }
}
