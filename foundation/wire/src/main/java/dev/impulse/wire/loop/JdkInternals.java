package dev.impulse.wire.loop;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// The three things of the JDK that are not open: a virtual thread with a scheduler of one's own, the JVM's scheduler,
/// and the carrier of the current thread. They need `--add-opens java.base/java.lang=ALL-UNNAMED`, or `Add-Opens:
/// java.base/java.lang` in the manifest of the jar that is started. Later JDKs are expected to offer custom schedulers
/// openly: then this class goes.
///
/// Set the system property `impulse.scheduler` to `default` to do without them.
final class JdkInternals {
    private static final int NO_INHERIT_THREAD_LOCALS = 1 << 2;

    private static final @Nullable MethodHandle NEW_VIRTUAL_THREAD;
    private static final @Nullable MethodHandle CURRENT_CARRIER;
    private static final @Nullable Executor DEFAULT_SCHEDULER;
    private static final @Nullable String WHY_NOT;

    static {
        MethodHandle newVirtualThread = null;
        MethodHandle currentCarrier = null;
        Executor defaultScheduler = null;
        String whyNot = null;
        if (System.getProperty("impulse.scheduler", "loop").equals("default")) {
            whyNot = "impulse.scheduler=default was set";
        } else {
            try {
                var threads = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
                currentCarrier =
                        threads.findStatic(Thread.class, "currentCarrierThread", MethodType.methodType(Thread.class));
                newVirtualThread = threads.findStatic(
                        Class.forName("java.lang.ThreadBuilders"),
                        "newVirtualThread",
                        MethodType.methodType(Thread.class, Executor.class, String.class, int.class, Runnable.class));
                defaultScheduler = (Executor)
                        MethodHandles.privateLookupIn(Class.forName("java.lang.VirtualThread"), MethodHandles.lookup())
                                .findStatic(
                                        Class.forName("java.lang.VirtualThread"),
                                        "defaultScheduler",
                                        MethodType.methodType(Executor.class))
                                .invokeExact();
                tryOut(newVirtualThread);
            } catch (IllegalAccessException e) {
                whyNot = "java.lang is closed (start with --add-opens java.base/java.lang=ALL-UNNAMED)";
            } catch (Throwable e) {
                whyNot = "this JDK (" + Runtime.version() + ") has no custom scheduler where we look for it: " + e;
            }
        }
        NEW_VIRTUAL_THREAD = whyNot == null ? newVirtualThread : null;
        CURRENT_CARRIER = whyNot == null ? currentCarrier : null;
        DEFAULT_SCHEDULER = whyNot == null ? defaultScheduler : null;
        WHY_NOT = whyNot;
    }

    private JdkInternals() {}

    /// Why they are not available; null when they are.
    static @Nullable String whyNot() {
        return WHY_NOT;
    }

    /// An unstarted virtual thread whose continuations are handed to the scheduler.
    static Thread newVirtualThread(Executor scheduler, Runnable task) {
        try {
            return (Thread) Objects.requireNonNull(NEW_VIRTUAL_THREAD)
                    .invokeExact(scheduler, (String) null, NO_INHERIT_THREAD_LOCALS, task);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /// The scheduler of virtual threads that are given no other.
    static Executor defaultScheduler() {
        return Objects.requireNonNull(DEFAULT_SCHEDULER);
    }

    /// The platform thread that carries the current thread, or the current thread where it is a platform thread.
    static Thread currentCarrier() {
        try {
            return (Thread) Objects.requireNonNull(CURRENT_CARRIER).invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /// Sees a virtual thread yield and end on a scheduler of our own, its continuation the same each time, so that a
    /// JDK that changed is noticed here and nowhere else.
    @SuppressWarnings({"ThreadPriorityCheck", "ReferenceEquality"}) // the yield is what is tried out
    private static void tryOut(MethodHandle newVirtualThread) throws Throwable {
        var ready = new ArrayDeque<Runnable>();
        var steps = new int[1];
        Runnable task = () -> {
            steps[0]++;
            Thread.yield();
            steps[0]++;
        };
        var thread = (Thread)
                newVirtualThread.invokeExact((Executor) ready::add, (String) null, NO_INHERIT_THREAD_LOCALS, task);
        thread.start();
        var continuation = ready.element();
        boolean same = true;
        while (!ready.isEmpty()) {
            var next = ready.remove();
            same &= next == continuation;
            next.run();
        }
        if (steps[0] != 2 || thread.isAlive() || !same) {
            throw new IllegalStateException("a virtual thread did not run on a scheduler of its own");
        }
    }
}
