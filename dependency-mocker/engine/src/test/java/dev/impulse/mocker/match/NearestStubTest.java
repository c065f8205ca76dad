package dev.impulse.mocker.match;

import static dev.impulse.mocker.Stubs.call;
import static dev.impulse.mocker.Stubs.stub;
import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.mocker.Stubs;
import dev.impulse.mocker.stub.Bound;
import dev.impulse.mocker.stub.Condition;
import dev.impulse.mocker.stub.Expected;
import dev.impulse.mocker.stub.Stub;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.StringNode;

class NearestStubTest {

    private static final List<Stub> STUBS =
            Stubs.of("GET /products", "GET /products/{id}", "POST /payments/{id}", "GET /files/{name}.json");

    @Test
    void aPathThatIsNearlyRightIsToldAsItWouldBeRight() {
        assertThat(NearestStub.told(call("POST", "/payment/7?card=4111"), STUBS))
                .isEqualTo("POST /payment/7: no stub is for it; nearest: stubs[2] POST /payments/{id}"
                        + " (path differs: did you mean /payments/7?)");
        assertThat(NearestStub.told(call("GET", "/products/"), STUBS))
                .endsWith("nearest: stubs[0] GET /products (path differs: did you mean /products?)");
        assertThat(NearestStub.told(call("GET", "/files/x.jsn"), STUBS))
                .endsWith("nearest: stubs[3] GET /files/{name}.json (path differs: did you mean /files/{name}.json?)");
    }

    @Test
    void aPathThatIsNowhereNearIsNotGuessedAt() {
        assertThat(NearestStub.told(call("GET", "/a/b/c/d"), STUBS)).endsWith("(path differs)");
        assertThat(NearestStub.told(call("GET", "/"), List.of())).isEqualTo("GET /: no stub is for it; there are none");
    }

    @Test
    void aMethodThatDiffersIsTold() {
        assertThat(NearestStub.told(call("PUT", "/payments/7"), STUBS))
                .endsWith("nearest: stubs[2] POST /payments/{id} (method differs)");
    }

    @Test
    void conditionsThatAreNotMetAreToldWithoutTheCallsTexts() {
        Stub stub = stub(
                "POST /payments",
                0,
                new Condition.QueryParameter("currency", same("EUR")),
                new Condition.Header("Authorization", same("Bearer s3cret")),
                new Condition.Json(new Expected.Members(Map.of(
                        "amount",
                        new Expected.Members(
                                Map.of("cents", new Expected.Bounded(Bound.ABOVE, BigDecimal.valueOf(100))))))));

        assertThat(NearestStub.told(
                        call("POST", "/payments?currency=USD", Map.of(), "{\"amount\":{\"cents\":50}}"), List.of(stub)))
                .endsWith("(query currency differs (expected: \"EUR\"); header Authorization is not there;"
                        + " body: amount.cents is 50 (expected: { above: 100 }))");
        assertThat(NearestStub.told(
                        call("POST", "/payments", Map.of("authorization", "Bearer t0ken"), "no JSON"), List.of(stub)))
                .endsWith("(query currency is not there (expected: \"EUR\"); header Authorization differs;"
                        + " the body is not JSON)");
        assertThat(NearestStub.told(
                        call("POST", "/payments?currency=EUR", Map.of(), "{\"amount\":{\"cents\":\"p4ssword\"}}"),
                        List.of(stub)))
                .doesNotContain("p4ssword", "s3cret");
    }

    private static Expected same(String text) {
        return new Expected.Same(StringNode.valueOf(text));
    }
}
