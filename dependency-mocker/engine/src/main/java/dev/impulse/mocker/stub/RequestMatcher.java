package dev.impulse.mocker.stub;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which calls a stub is for: those of which all of this is true.
///
/// @param method in capitals; null for any
public record RequestMatcher(@Nullable String method, PathPattern path, List<Condition> conditions) {

    public RequestMatcher {
        conditions = List.copyOf(conditions);
    }

    /// Whether the call is one of them.
    public boolean matches(Call call) {
        return isMethod(call.method()) && path.matches(call.path()) && meetsConditions(call);
    }

    /// Whether it is for calls with this method. Where there is `GET` there is `HEAD`: HTTP says that they answer
    /// alike.
    public boolean isMethod(String asked) {
        return method == null || method.equals(asked) || method.equals("GET") && asked.equals("HEAD");
    }

    /// Whether what it says beyond method and path is true of the call.
    public boolean meetsConditions(Call call) {
        for (int index = 0; index < conditions.size(); index++) {
            if (!conditions.get(index).isMetBy(call)) {
                return false;
            }
        }
        return true;
    }

    /// Method and path, such as `POST /payments/{id}`.
    public String line() {
        return (method == null ? "ANY" : method) + " " + path.text();
    }
}
