package dev.impulse.ci.run;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/// Lets something be done at a signal, until closed.
///
/// By `sun.misc.Signal`, which every JDK has in `jdk.unsupported` and javac warns of: hence by reflection. Where there
/// is none, signals do what they always do.
final class Signals implements AutoCloseable {
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private final String signal;
    private final @Nullable Object before;

    /// From now on.
    ///
    /// @param signal without `SIG`, such as `INT`
    /// @param action on a thread of the JVM's own, one at a time
    Signals(String signal, Runnable action) {
        this.signal = signal;
        this.before = handle(signal, handler(action));
    }

    @SuppressWarnings("ReferenceEquality") // it is equal to itself alone
    private static @Nullable Object handler(Runnable action) {
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                action.run();
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "at a signal";
        };
        try {
            var type = Class.forName(HANDLER);
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
        } catch (ReflectiveOperationException none) {
            return null;
        }
    }

    /// Sets a handler, and gives the one before it back.
    private static @Nullable Object handle(String name, @Nullable Object handler) {
        if (handler == null) {
            return null;
        }
        try {
            var type = Class.forName(SIGNAL);
            var signal = type.getConstructor(String.class).newInstance(name);
            return type.getMethod("handle", type, Class.forName(HANDLER)).invoke(null, signal, handler);
        } catch (ReflectiveOperationException refused) {
            return null; // such as with -Xrs, or where there is no such signal
        }
    }

    /// As it was before.
    @Override
    public void close() {
        handle(signal, before);
    }
}
