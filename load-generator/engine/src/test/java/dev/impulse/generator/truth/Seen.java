package dev.impulse.generator.truth;

import dev.impulse.load.Answer;
import dev.impulse.load.Load;
import dev.impulse.load.Request;
import java.time.Duration;

/// What scenarios saw on their own clock: of each trigger and each request the moments before and after. Each place is
/// written by the one trigger that has its number, and read when the load test is over.
final class Seen {
    private final int requests;
    private final long[] started;
    private final long[] ended;
    private final long[] asked;
    private final long[] answered;
    private final long[] thought;

    /// @param requests that each trigger makes
    Seen(int triggers, int requests) {
        this.requests = requests;
        this.started = new long[triggers];
        this.ended = new long[triggers];
        this.asked = new long[triggers * requests];
        this.answered = new long[triggers * requests];
        this.thought = new long[triggers];
    }

    /// What a scenario does, with its trigger and this.
    @FunctionalInterface
    interface Scenario {
        void run(Load load, Seen seen) throws Exception;
    }

    /// Runs a scenario's trigger.
    void run(Load load, Scenario scenario) throws Exception {
        int trigger = (int) load.number();
        started[trigger] = System.nanoTime();
        try {
            scenario.run(load, this);
        } finally {
            ended[trigger] = System.nanoTime();
        }
    }

    /// What a request's path must be, by which the server knows it.
    ///
    /// @param place of the request among those of its trigger, from 0
    String path(Load load, int place) {
        return "/" + id((int) load.number(), place);
    }

    /// Sends a request.
    Answer send(Load load, int place, Request request) {
        int id = id((int) load.number(), place);
        asked[id] = System.nanoTime();
        try {
            return request.send();
        } finally {
            answered[id] = System.nanoTime();
        }
    }

    /// Lets a trigger think.
    void pause(Load load, Duration time) {
        long from = System.nanoTime();
        load.pause(time);
        thought[(int) load.number()] += System.nanoTime() - from;
    }

    int triggers() {
        return started.length;
    }

    int id(int trigger, int place) {
        return trigger * requests + place;
    }

    /// After the trigger was started; 0 when it was not.
    long started(int trigger) {
        return started[trigger];
    }

    /// Before the trigger ended.
    long ended(int trigger) {
        return ended[trigger];
    }

    /// Before the request was made.
    long asked(int id) {
        return asked[id];
    }

    /// After its answer was had, or that there is none.
    long answered(int id) {
        return answered[id];
    }

    /// No less than the trigger has paused.
    long thought(int trigger) {
        return thought[trigger];
    }
}
