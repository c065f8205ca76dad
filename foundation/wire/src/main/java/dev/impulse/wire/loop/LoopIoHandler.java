package dev.impulse.wire.loop;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;

/// Netty's I/O handler with the loop's own turn before and after each of its turns. On the loop's thread, but for
/// [#wakeup].
final class LoopIoHandler implements IoHandler {
    private final IoHandler io;
    private final Loop loop;
    private final PacedContext context = new PacedContext();

    LoopIoHandler(IoHandler io, Loop loop) {
        this.io = io;
        this.loop = loop;
    }

    @Override
    public void initialize() {
        loop.began();
        io.initialize();
    }

    @Override
    public int run(IoHandlerContext netty) {
        context.netty = netty;
        loop.turn();
        loop.readsBegin();
        int handled = io.run(context);
        loop.turn();
        return handled;
    }

    @Override
    public void prepareToDestroy() {
        io.prepareToDestroy();
    }

    @Override
    public void destroy() {
        io.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return io.register(handle);
    }

    @Override
    public void wakeup() {
        io.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return io.isCompatible(handleType);
    }

    /// Tells Netty's handler how long it may wait: no longer than until the loop's next due time.
    private final class PacedContext implements IoHandlerContext {
        private IoHandlerContext netty = new IoHandlerContext() {
            @Override
            public boolean canBlock() {
                return false;
            }

            @Override
            public long delayNanos(long currentTimeNanos) {
                return 0;
            }

            @Override
            public long deadlineNanos() {
                return -1;
            }
        };

        @Override
        public boolean canBlock() {
            return netty.canBlock() && loop.mayWait();
        }

        @Override
        public long delayNanos(long currentTimeNanos) {
            long wake = loop.wakeNanos();
            long own = wake == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, wake - System.nanoTime());
            return Math.min(netty.delayNanos(currentTimeNanos), own);
        }

        @Override
        public long deadlineNanos() {
            // Netty's handler re-arms its timer when this value changes, and reads the time to wait from delayNanos:
            // the loop's
            // time serves as it is, though it counts from another zero than Netty's own deadlines.
            long wake = loop.wakeNanos();
            return wake == Long.MAX_VALUE ? netty.deadlineNanos() : wake;
        }

        @Override
        public void reportActiveIoTime(long activeNanos) {
            loop.wasBusy(activeNanos);
            if (netty.shouldReportActiveIoTime()) {
                netty.reportActiveIoTime(activeNanos);
            }
        }

        @Override
        public boolean shouldReportActiveIoTime() {
            return true; // two looks at the clock for each batch of sockets
        }
    }
}
