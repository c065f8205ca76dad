package dev.impulse.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.mocker.junit.Mocks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

/// What the shop calls is mocked as in its load tests, by the same files.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopTest {
    @RegisterExtension
    static final Mocks MOCKS = Mocks.ofFile(Path.of("stubs/catalogue.yaml"))
            .file(Path.of("stubs/stock.yaml"))
            .file(Path.of("stubs/payments.yaml"));

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();
    private Shop shop;

    @BeforeAll
    void start() {
        shop = new Shop(0, new Upstreams(MOCKS.url("catalogue"), MOCKS.url("stock"), MOCKS.url("payments")));
    }

    @AfterAll
    void stop() {
        shop.close();
    }

    @Test
    void aCustomerLogsInBrowsesFillsACartAndPays() throws Exception {
        String token = logIn(7);
        String product = text(get("/products?page=2"), "/products/0/id");
        long price = Long.parseLong(text(get("/products/" + product), "/priceCents"));
        HttpResponse<String> cart = post("/carts", "", token);
        String items = "/carts/" + text(cart, "/id") + "/items";
        HttpResponse<String> filled = post(items, "{\"product\": \"" + product + "\", \"quantity\": 3}", token);
        HttpResponse<String> paid = post("/carts/" + text(cart, "/id") + "/pay", "", token);

        assertThat(cart.statusCode()).isEqualTo(201);
        assertThat(text(filled, "/totalCents")).isEqualTo(String.valueOf(3 * price));
        assertThat(paid.statusCode()).isEqualTo(200);
        assertThat(text(paid, "/totalCents")).isEqualTo(String.valueOf(3 * price));
    }

    @Test
    void aCartIsPaidOnceAndNotWhenEmpty() throws Exception {
        String token = logIn(8);
        String cart = "/carts/" + text(post("/carts", "", token), "/id");

        assertThat(post(cart + "/pay", "", token).statusCode()).isEqualTo(409);
        post(cart + "/items", "{\"product\": \"p-1\", \"quantity\": 1}", token);
        assertThat(post(cart + "/pay", "", token).statusCode()).isEqualTo(200);
        assertThat(post(cart + "/pay", "", token).statusCode()).isEqualTo(404);
    }

    @Test
    void aCartBelongsToTheOneWhoBeganIt() throws Exception {
        String cart = "/carts/" + text(post("/carts", "", logIn(9)), "/id");

        assertThat(post(cart + "/items", "{\"product\": \"p-1\", \"quantity\": 1}", logIn(10))
                        .statusCode())
                .isEqualTo(404);
        assertThat(post(cart + "/pay", "", "nobody's token").statusCode()).isEqualTo(401);
    }

    @Test
    void whoIsUnknownIsTurnedAway() throws Exception {
        assertThat(post("/login", "{\"user\": \"user-1\", \"password\": \"guess\"}", "")
                        .statusCode())
                .isEqualTo(401);
        assertThat(post("/login", "{\"user\": \"user-10000\", \"password\": \"password-10000\"}", "")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void whatIsNotThereOrSoldOutIsNotPutIntoACart() throws Exception {
        String token = logIn(11);
        String items = "/carts/" + text(post("/carts", "", token), "/id") + "/items";

        assertThat(get("/products/teapot").statusCode()).isEqualTo(404);
        assertThat(post(items, "{\"product\": \"teapot\", \"quantity\": 1}", token)
                        .statusCode())
                .isEqualTo(404);
        assertThat(post(items, "{\"product\": \"p-500\", \"quantity\": 1}", token)
                        .statusCode())
                .isEqualTo(409);
        assertThat(get("/products?page=none").statusCode()).isEqualTo(400);
    }

    @Test
    void aPaymentIsAskedForOnceAndMayBeRefused() throws Exception {
        String token = logIn(12);
        String cart = "/carts/" + text(post("/carts", "", token), "/id");
        for (int bought = 0; bought < 8; bought++) {
            post(cart + "/items", "{\"product\": \"p-1\", \"quantity\": 100}", token);
        }

        assertThat(post(cart + "/pay", "", token).statusCode()).isEqualTo(402);
        assertThat(MOCKS.calls("payments", "too much")).isEqualTo(1);
        assertThat(MOCKS.calls("payments", "charge")).isZero();
    }

    private String logIn(int number) throws Exception {
        return text(
                post("/login", "{\"user\": \"user-%1$d\", \"password\": \"password-%1$d\"}".formatted(number), ""),
                "/token");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + shop.port() + path);
    }

    private String text(HttpResponse<String> answer, String pointer) {
        return json.readTree(answer.body())
                .at(pointer)
                .asString(json.readTree(answer.body()).at(pointer).toString());
    }
}
