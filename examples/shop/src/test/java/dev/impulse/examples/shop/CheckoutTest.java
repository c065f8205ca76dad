package dev.impulse.examples.shop;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Rate;
import dev.impulse.mocker.junit.Mocks;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import scenarios.Checkout;

/// The load test's scenario as an integration test: the same code, against the same mocks.
class CheckoutTest {
    private static final int CUSTOMERS = 4;

    @RegisterExtension
    static final Mocks MOCKS = Mocks.ofFile(Path.of("stubs/catalogue.yaml"))
            .file(Path.of("stubs/stock.yaml"))
            .file(Path.of("stubs/payments.yaml"));

    @Test
    void eachCustomerPaysOnce() throws InterruptedException {
        try (Shop shop =
                new Shop(0, new Upstreams(MOCKS.url("catalogue"), MOCKS.url("stock"), MOCKS.url("payments")))) {
            var result = LoadTest.of(Checkout::new)
                    .at(Rate.perSecond(CUSTOMERS))
                    .lasting(ofSeconds(1))
                    .against(URI.create("http://127.0.0.1:" + shop.port()))
                    .requiring("errors = 0")
                    .run();

            // On a machine that is busy the run may be inconclusive; whether customers can pay is not.
            assertThat(result.failures()).isEmpty();
            assertThat(MOCKS.calls("payments", "charge")).isEqualTo(CUSTOMERS);
        }
    }
}
