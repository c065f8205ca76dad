package dev.impulse.mocker.match;

import dev.impulse.mocker.stub.Call;
import dev.impulse.mocker.stub.Stub;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The stub that a call was probably meant for, and why it was not for it. To find it takes some microseconds for each
/// stub: not for every call of a flood.
///
/// What a call held is not shown, but for its path, numbers and flags: the text goes into results.
///
/// @param differs such as `path differs: did you mean /payments/7?`
public record NearestStub(Stub stub, String differs) {

    private static final int ANOTHER_METHOD = 3;

    /// The nearest of the stubs; null when there are none.
    public static @Nullable NearestStub of(Call call, List<Stub> stubs) {
        NearestStub nearest = null;
        int least = Integer.MAX_VALUE;
        for (Stub stub : stubs) {
            PathDifference path = PathDifference.of(call.path(), stub.request().path());
            boolean method = stub.request().isMethod(call.method());
            List<String> unmet = UnmetConditions.of(call, stub.request().conditions());
            int distance = path.size() + (method ? 0 : ANOTHER_METHOD) + unmet.size();
            if (distance < least) {
                least = distance;
                List<String> differences = new ArrayList<>();
                if (!method) {
                    differences.add("method differs");
                }
                if (path.size() > 0) {
                    differences.add(path.text());
                }
                differences.addAll(unmet);
                nearest = new NearestStub(stub, String.join("; ", differences));
            }
        }
        return nearest;
    }

    /// Such as `stubs[2] POST /payments/{id} (path differs: did you mean /payments/7?)`.
    public String text() {
        return "%s %s (%s)".formatted(stub.origin().path(), stub.request().line(), differs);
    }

    /// What a call that no stub is for is told.
    public static String told(Call call, List<Stub> stubs) {
        NearestStub nearest = of(call, stubs);
        return "%s %s: no stub is for it; %s"
                .formatted(
                        call.method(), call.path(), nearest == null ? "there are none" : "nearest: " + nearest.text());
    }
}
