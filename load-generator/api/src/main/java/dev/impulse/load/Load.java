package dev.impulse.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;

/// One trigger, as its scenario sees it: makes requests, measures other clients, checks, pauses.
///
/// Belongs to the trigger that it was handed to; the threads that [#together] starts may share it.
public interface Load {

    /// Begins a request.
    ///
    /// @param method such as `GET`; a token as of RFC 9110, section 5.6.2
    /// @param target a path such as `/carts?open=true`, sent to the load test's target, or a whole `http://` or
    ///     `https://` URL
    Request request(String method, String target);

    /// Begins a `GET` request.
    default Request get(String target) {
        return request("GET", target);
    }

    /// Begins a `HEAD` request.
    default Request head(String target) {
        return request("HEAD", target);
    }

    /// Begins a `POST` request.
    default Request post(String target) {
        return request("POST", target);
    }

    /// Begins a `PUT` request.
    default Request put(String target) {
        return request("PUT", target);
    }

    /// Begins a `PATCH` request.
    default Request patch(String target) {
        return request("PATCH", target);
    }

    /// Begins a `DELETE` request.
    default Request delete(String target) {
        return request("DELETE", target);
    }

    /// Begins an `OPTIONS` request.
    default Request options(String target) {
        return request("OPTIONS", target);
    }

    /// Measures a call by a client of the user's own under a name, as a request of this trigger.
    ///
    /// ```java
    /// var paid = load.measure("pay", () -> shopClient.pay(cart.id()));
    /// ```
    ///
    /// @return what the call returns
    /// @throws Exception what the call throws, after the request was counted as failed with [ErrorKind#EXCEPTION]
    <T> T measure(String name, Callable<? extends T> call) throws Exception;

    /// Begins to measure a call that does not fit into one [Callable], such as one that returns a future. The
    /// measurement must be ended before the trigger ends; otherwise it is taken to have lasted until then.
    Measurement measure(String name);

    /// Fails the trigger with [ErrorKind#CHECK] unless the condition holds.
    ///
    /// @param reason a text with `%s` where values go, as of [String#format]; formatted only on failure
    void check(boolean condition, String reason, Object... values);

    /// Think time: waits, without counting into the trigger's response time.
    void pause(Duration time);

    /// Runs calls at the same time, each on a virtual thread of its own, and waits for all of them.
    ///
    /// @return what they returned, in the order of the calls
    /// @throws Exception the first failure, after the others were interrupted and have ended
    <T> List<T> together(List<? extends Callable<? extends T>> calls) throws Exception;

    /// Randomness that derives from the load test's seed, the test case and [#number], so that a trigger makes the same
    /// choices in every run. For one thread at a time.
    RandomGenerator random();

    /// Rows of the feeder that the load test has under a name. A trigger that asks twice for the same feeder goes on
    /// where it was.
    ///
    /// ```java
    /// var user = load.feed("users").next();
    /// load.post("/login").form("user", user.text("name")).send().expect(200);
    /// ```
    ///
    /// @throws IllegalArgumentException when there is no such feeder, or it is not for this test case
    /// @throws IllegalStateException in set-up and tear-down
    Feed feed(String name);

    /// Which trigger of its test case this is, from 0, over all phases and workers. Below 0 in set-up and tear-down.
    long number();

    /// The id of the trace that all requests of this trigger belong to: 32 hexadecimal digits, which no other trigger
    /// and no other run has. With it, logs and traces of the services behind are found.
    String traceId();

    /// A value for the header field `traceparent` of one request by a client of the user's own (W3C Trace Context): the
    /// trigger's [#traceId], a new parent id, and whether the trace is to be recorded. [Request] sets it by itself.
    String traceparent();

    /// The phase in which the trigger was due.
    String phase();

    /// The load test's target.
    URI target();

    /// Which worker runs this, from 0.
    int worker();

    /// How many workers share the load test.
    int workers();
}
