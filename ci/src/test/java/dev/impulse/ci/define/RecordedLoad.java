package dev.impulse.ci.define;

import dev.impulse.load.Answer;
import dev.impulse.load.Load;
import dev.impulse.load.Request;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A load that sends nothing and notes what it, its requests and their answers are asked for. Proxies, since a scenario
/// of the file's uses few of their many methods. For one thread.
final class RecordedLoad {

    private final List<String> calls = new ArrayList<>();

    /// The method's name and its arguments, for each call.
    List<String> calls() {
        return calls;
    }

    Load load() {
        return noting(Load.class);
    }

    private <T> T noting(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> noted(method, arguments)));
    }

    private Object noted(Method method, @Nullable Object @Nullable [] arguments) {
        Stream<@Nullable Object> given = arguments == null ? Stream.of() : Arrays.stream(arguments);
        calls.add(Stream.concat(
                        Stream.of(method.getName()),
                        given.map(argument ->
                                argument instanceof int[] numbers ? Arrays.toString(numbers) : "" + argument))
                .collect(Collectors.joining(" ")));
        if (method.getReturnType() == Request.class || method.getReturnType() == Answer.class) {
            return noting(method.getReturnType());
        }
        throw new AssertionError("called: " + method);
    }
}
