package dev.impulse.ci.tell;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A run's metrics, on their ways out, from before its first phase until its results are written.
public final class Telling implements AutoCloseable {
    private final @Nullable Metrics metrics;
    private final @Nullable MetricsServer server;
    private final @Nullable Otlp otlp;

    private Telling(@Nullable Metrics metrics, @Nullable MetricsServer server, @Nullable Otlp otlp) {
        this.metrics = metrics;
        this.server = server;
        this.otlp = otlp;
    }

    /// Opens the ways that were asked for.
    ///
    /// @param told is told of what people should know, a line each; from any thread
    /// @throws CannotTell when one cannot be opened
    public static Telling open(Channels channels, LoadTest test, Consumer<String> told) throws CannotTell {
        if (channels.equals(Channels.NONE)) {
            return new Telling(null, null, null);
        }
        Metrics metrics = new Metrics(test);
        Map<String, String> run = RunLabels.of(test);
        MetricsServer server = channels.asked() == null ? null : listen(channels.asked(), metrics, run);
        try {
            Otlp otlp = channels.pushed() == null ? null : new Otlp(channels.pushed(), metrics, run, told);
            if (server != null) {
                told.accept("metrics at " + server.uri());
            }
            return new Telling(metrics, server, otlp);
        } catch (CannotTell wrong) {
            if (server != null) {
                server.close();
            }
            throw wrong;
        }
    }

    private static MetricsServer listen(InetSocketAddress address, Metrics metrics, Map<String, String> run)
            throws CannotTell {
        try {
            return new MetricsServer(address, metrics, run);
        } catch (BindException refused) {
            throw new CannotTell(cannotListen(address, refused)
                    + " (expected: a port of this machine that no other program has, or 0 for any that is free)");
        } catch (IOException failed) {
            throw new CannotTell(cannotListen(address, failed) + " (expected: an address of this machine with a port)");
        }
    }

    private static String cannotListen(InetSocketAddress address, IOException failed) {
        String host = address.getAddress().getHostAddress();
        return "--metrics: " + host + ":" + address.getPort() + ": " + failed.getMessage();
    }

    /// What is to see the run.
    public Observer observer() {
        return metrics == null ? Observer.NONE : metrics;
    }

    /// Says that the phases are over, and hands out what there is.
    ///
    /// @return what a reader of the result should know
    public List<String> ended() {
        if (metrics != null) {
            metrics.ended();
        }
        return otlp == null ? List.of() : otlp.ended();
    }

    /// Nobody is answered, and nothing is sent any more.
    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        if (otlp != null) {
            otlp.close();
        }
    }
}
