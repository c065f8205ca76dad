package dev.impulse.ci.define;

import dev.impulse.load.Answer;
import dev.impulse.load.Load;
import dev.impulse.load.Measurement;
import dev.impulse.load.Request;
import dev.impulse.load.RequestFailed;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A load that sends nothing and notes what it was asked for. For one thread.
final class RecordedLoad implements Load {

    private final List<String> calls = new ArrayList<>();

    List<String> calls() {
        return calls;
    }

    private void note(String call) {
        calls.add(call);
    }

    @Override
    public Request request(String method, String target) {
        note("request " + method + " " + target);
        return new RecordedRequest();
    }

    @Override
    public <T> T measure(String name, Callable<? extends T> call) throws Exception {
        note("measure " + name);
        return call.call();
    }

    @Override
    public Measurement measure(String name) {
        throw new UnsupportedOperationException("measure(name) (expected: not to be called by a request of a file)");
    }

    @Override
    public void check(boolean condition, String reason, Object... values) {
        note("check " + condition);
    }

    @Override
    public void pause(Duration time) {
        note("pause " + time);
    }

    @Override
    public <T> List<T> together(List<? extends Callable<? extends T>> calls) throws Exception {
        List<T> results = new ArrayList<>();
        for (Callable<? extends T> call : calls) {
            results.add(call.call());
        }
        return results;
    }

    @Override
    public RandomGenerator random() {
        return RandomGenerator.of("L64X128MixRandom");
    }

    @Override
    public long number() {
        return 0;
    }

    @Override
    public String phase() {
        return "steady";
    }

    @Override
    public URI target() {
        return URI.create("http://localhost");
    }

    @Override
    public int worker() {
        return 0;
    }

    @Override
    public int workers() {
        return 1;
    }

    private final class RecordedRequest implements Request {

        private Request noted(String call) {
            note(call);
            return this;
        }

        @Override
        public Request header(String name, String value) {
            return noted("header " + name + " " + value);
        }

        @Override
        public Request query(String name, Object value) {
            return noted("query " + name + " " + value);
        }

        @Override
        public Request json(@Nullable Object value) {
            return noted("json " + value);
        }

        @Override
        public Request form(String name, Object value) {
            return noted("form " + name + " " + value);
        }

        @Override
        public Request body(String text) {
            return noted("body " + text);
        }

        @Override
        public Request body(byte[] bytes) {
            return noted("body of " + bytes.length + " bytes");
        }

        @Override
        public Request named(String name) {
            return noted("named " + name);
        }

        @Override
        public Request timeout(Duration timeout) {
            return noted("timeout " + timeout);
        }

        @Override
        public Request keeping(long bytes) {
            return noted("keeping " + bytes);
        }

        @Override
        public Request streaming(Consumer<byte[]> pieces) {
            return noted("streaming");
        }

        @Override
        public Answer send() {
            note("send");
            return new EmptyAnswer();
        }

        @Override
        public CompletableFuture<Answer> sendAsync() {
            return CompletableFuture.completedFuture(send());
        }
    }

    private final class EmptyAnswer implements Answer {

        @Override
        public int status() {
            return 200;
        }

        @Override
        public @Nullable String header(String name) {
            return null;
        }

        @Override
        public List<String> headers(String name) {
            return List.of();
        }

        @Override
        public byte[] bytes() {
            return new byte[0];
        }

        @Override
        public String text() {
            return "";
        }

        @Override
        public JsonNode json() {
            throw new RequestFailed(dev.impulse.load.ErrorKind.CHECK, "no body");
        }

        @Override
        public <T> T as(Class<T> type) {
            throw new RequestFailed(dev.impulse.load.ErrorKind.CHECK, "no body");
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // as in Answer
        public <T> T as(Type type) {
            throw new RequestFailed(dev.impulse.load.ErrorKind.CHECK, "no body");
        }

        @Override
        public long bodyLength() {
            return 0;
        }

        @Override
        public Answer expect(int... statuses) {
            note("expect " + Arrays.toString(statuses));
            return this;
        }

        @Override
        public Answer check(boolean condition, String reason, Object... values) {
            note("check " + condition);
            return this;
        }
    }
}
