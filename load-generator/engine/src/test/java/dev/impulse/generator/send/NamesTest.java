package dev.impulse.generator.send;

import static dev.impulse.generator.Runs.onceEnding;
import static dev.impulse.generator.Runs.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.Result;
import dev.impulse.generator.TestServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("engine")
class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "/, GET /",
        "/carts, GET /carts",
        "/carts/17, GET /carts/{}",
        "/carts/17/items/18, GET /carts/{}/items/{}",
        "/1/2/3, GET /{}/{}/{}",
        "/carts?open=true&id=17, GET /carts",
        "/carts/17?open=true, GET /carts/{}",
        "/carts/0a1b2c3d4e, GET /carts/{}",
        "/carts/123e4567-e89b-12d3-a456-426614174000/pay, GET /carts/{}/pay",
        "/facade/decade, GET /facade/decade",
        "/deadbeef, GET /deadbeef",
        "/v2/carts, GET /v2/carts",
        "/carts/17.json, GET /carts/17.json",
        "http://bob:secret@shop/a@b, GET http://shop/a@b"
    })
    void aNameIsMadeOfMethodAndPathWithoutWhatChanges(String target, String name) {
        assertThat(Naming.made("GET", target)).isEqualTo(name);
        assertThat(new Naming().name("GET", target)).isEqualTo(name);
    }

    @Test
    void namesAreRememberedByMethod() {
        var naming = new Naming();

        assertThat(naming.name("GET", "/1")).isEqualTo("GET /{}");
        assertThat(naming.name("PUT", "/1")).isEqualTo("PUT /{}");
        assertThat(naming.name("GET", "/1")).isEqualTo("GET /{}");
    }

    @Test
    void moreTargetsThanAreRememberedAreStillNamed() {
        var naming = new Naming();
        for (int cart = 0; cart < 10_000; cart++) {
            assertThat(naming.name("GET", "/carts/" + cart)).isEqualTo("GET /carts/{}");
        }
    }

    @Test
    void requestsOfOneNameAreOneRow() {
        try (var server = TestServer.content()) {
            var result = onceEnding(server.uri(), load -> {
                for (int cart = 0; cart < 5; cart++) {
                    load.get("/carts/" + cart).send();
                    load.post("/carts/" + cart).named("change").send();
                }
            });

            assertThat(only(result).requests())
                    .extracting(Result.RequestResult::name, Result.RequestResult::count)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("GET /carts/{}", 5L),
                            org.assertj.core.groups.Tuple.tuple("change", 5L));
        }
    }
}
