package scenarios;

import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A customer: logs in, finds something, puts it into a cart, thinks about it, and pays.
public final class Checkout implements LoadGenerator {
    private static final int USERS = 10_000;

    record Session(String token) {}

    record Product(String id, String name, long priceCents) {}

    record Page(List<Product> products, int next) {}

    record Receipt(String receipt, long totalCents) {}

    @Override
    public void run(Load load) {
        int user = load.random().nextInt(USERS);
        Map<String, String> login = Map.of("user", "user-" + user, "password", "password-" + user);
        String token = "Bearer "
                + load.post("/login")
                        .json(login)
                        .named("log in")
                        .send()
                        .expect(200)
                        .as(Session.class)
                        .token();

        Page page = load.get("/products").named("list").send().expect(200).as(Page.class);
        Product product =
                page.products().get(load.random().nextInt(page.products().size()));

        String cart = load.post("/carts")
                .header("Authorization", token)
                .named("create cart")
                .send()
                .expect(201)
                .json()
                .at("/id")
                .asString();
        load.post("/carts/" + cart + "/items")
                .header("Authorization", token)
                .json(Map.of("product", product.id(), "quantity", 2))
                .named("add item")
                .send()
                .expect(200);

        load.pause(Duration.ofMillis(200));

        Receipt paid = load.post("/carts/" + cart + "/pay")
                .header("Authorization", token)
                .named("pay")
                .send()
                .expect(200)
                .as(Receipt.class);
        load.check(paid.totalCents() == 2 * product.priceCents(), "paid %s for two of %s", paid.totalCents(), product);
    }
}
