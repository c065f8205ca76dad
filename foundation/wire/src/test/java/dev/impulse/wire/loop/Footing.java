package dev.impulse.wire.loop;

import java.util.ArrayList;
import java.util.List;

/// What loops may stand on: a transport, and what schedules their virtual threads. Tests run on each that there is.
public record Footing(Transport transport, Scheduling scheduling) {

    /// All that this JVM offers.
    public static List<Footing> available() {
        var all = new ArrayList<Footing>();
        for (var transport :
                Transport.best() == Transport.EPOLL ? Transport.values() : new Transport[] {Transport.NIO}) {
            all.add(new Footing(transport, Scheduling.DEFAULT));
            if (Scheduling.available() == Scheduling.ON_LOOP) {
                all.add(new Footing(transport, Scheduling.ON_LOOP));
            }
        }
        return all;
    }

    /// Loops of this kind; the caller closes them.
    public Loops loops(int count) {
        return Loops.of(count, transport, scheduling);
    }

    /// Whether virtual threads run on the loops.
    public boolean isOnLoop() {
        return scheduling == Scheduling.ON_LOOP;
    }
}
