package dev.impulse.examples.shop;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The services that the shop stands on: what is for sale, how much of it there is, and who takes the money. Any
/// thread.
final class Upstreams implements AutoCloseable {
    private static final int CALLS_AT_A_TIME = 32;
    private static final int PAYMENTS_AT_A_TIME = 10;

    private final Upstream catalogue;
    private final Upstream stock;
    private final Upstream payments;

    /// A page of the catalogue.
    ///
    /// @param next the number of the next page, or -1 after the last
    record Page(List<Product> products, int next) {}

    private record Available(int available) {}

    private record Receipt(String receipt) {}

    Upstreams(URI catalogue, URI stock, URI payments) {
        this.catalogue = new Upstream("catalogue", catalogue, CALLS_AT_A_TIME);
        this.stock = new Upstream("stock", stock, CALLS_AT_A_TIME);
        this.payments = new Upstream("payments", payments, PAYMENTS_AT_A_TIME);
    }

    /// Where the environment says that they are.
    static Upstreams of(Map<String, String> environment) {
        return new Upstreams(
                URI.create(environment.getOrDefault("CATALOGUE_URL", "http://localhost:9001")),
                URI.create(environment.getOrDefault("STOCK_URL", "http://localhost:9002")),
                URI.create(environment.getOrDefault("PAYMENTS_URL", "http://localhost:9003")));
    }

    Page page(int number) {
        return catalogue
                .get("/products?page=" + number, Page.class)
                .orElseThrow(() -> new Upstream.Failed("catalogue has no products"));
    }

    /// Empty when there is no such product.
    Optional<Product> product(String id) {
        return catalogue.get("/products/" + id, Product.class);
    }

    /// How many of a product there are.
    int available(String product) {
        return stock.get("/stock/" + product, Available.class)
                .map(Available::available)
                .orElse(0);
    }

    /// The receipt; empty when payment is refused.
    Optional<String> pay(String cart, long totalCents) {
        return payments.post("/payments", Map.of("cart", cart, "totalCents", totalCents), Receipt.class)
                .map(Receipt::receipt);
    }

    @Override
    public void close() {
        catalogue.close();
        stock.close();
        payments.close();
    }
}
