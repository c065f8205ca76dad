package dev.impulse.ci.run;

import dev.impulse.generator.Stop;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/// What Ctrl-C does while a load test runs: once, and it is ended early, judged and reported; twice, and everything is
/// taken down at once.
///
/// By `sun.misc.Signal`, which every JDK has in `jdk.unsupported` and javac warns of: hence by reflection. Where there
/// is none, Ctrl-C ends the JVM as it always does.
final class CtrlC implements AutoCloseable {
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private final Stop stop;
    private final Terminal terminal;
    private final @Nullable Object before;

    /// From now on.
    CtrlC(Stop stop, Terminal terminal) {
        this.stop = stop;
        this.terminal = terminal;
        this.before = handle(handler());
    }

    private void pressed() {
        if (stop.reason() == null) {
            terminal.line("Ctrl-C: no more triggers start, and those in flight may end; press it again to end at once");
            stop.request("by Ctrl-C");
        } else {
            // Runs the hooks that take everything down. Not on the signal's own thread, which they may need.
            Thread.ofPlatform().name("impulse-exit").start(() -> System.exit(ExitCode.INTERRUPTED.number()));
        }
    }

    @SuppressWarnings("ReferenceEquality") // it is equal to itself alone
    private @Nullable Object handler() {
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                pressed();
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "Ctrl-C";
        };
        try {
            var type = Class.forName(HANDLER);
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
        } catch (ReflectiveOperationException none) {
            return null;
        }
    }

    /// Sets a handler, and gives the one before it back.
    private static @Nullable Object handle(@Nullable Object handler) {
        if (handler == null) {
            return null;
        }
        try {
            var type = Class.forName(SIGNAL);
            var signal = type.getConstructor(String.class).newInstance("INT");
            return type.getMethod("handle", type, Class.forName(HANDLER)).invoke(null, signal, handler);
        } catch (ReflectiveOperationException refused) {
            return null; // such as with -Xrs
        }
    }

    /// As it was before.
    @Override
    public void close() {
        handle(before);
    }
}
