package dev.impulse.ci.define;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.ci.define.RequestScenario.Body;
import dev.impulse.ci.define.RequestScenario.Field;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestScenarioTest {

    private static List<String> calls(RequestScenario scenario) {
        RecordedLoad load = new RecordedLoad();
        scenario.run(load.load());
        return load.calls();
    }

    @Test
    void sendsARequest() {
        assertThat(calls(new RequestScenario("GET", "/products"))).containsExactly("request GET /products", "send");
    }

    @Test
    void sendsAllThatBelongsToARequest() {
        Map<String, Object> cart = new LinkedHashMap<>();
        cart.put("user", "u-1");
        assertThat(calls(new RequestScenario(
                        "POST",
                        "/carts",
                        List.of(new Field("Accept", "application/json")),
                        List.of(new Field("tag", "a"), new Field("tag", "b")),
                        new Body.Json(cart),
                        List.of(200, 201),
                        "create cart",
                        Duration.ofSeconds(2))))
                .containsExactly(
                        "request POST /carts",
                        "json {user=u-1}",
                        "header Accept application/json",
                        "query tag a",
                        "query tag b",
                        "named create cart",
                        "timeout PT2S",
                        "send",
                        "expect [200, 201]");
    }

    @Test
    void sendsAFormOrAText() {
        assertThat(calls(request(new Body.Form(List.of(new Field("user", "u-1"))))))
                .contains("form user u-1");
        assertThat(calls(request(new Body.Text("hello")))).contains("body hello");
        assertThat(calls(request(new Body.Json(null)))).contains("json null");
    }

    private static RequestScenario request(Body body) {
        return new RequestScenario("POST", "/", List.of(), List.of(), body, List.of(), null, null);
    }
}
