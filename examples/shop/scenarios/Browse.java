package scenarios;

import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import java.util.List;

/// A visitor who looks around: a page of the catalogue, then some of its products.
public final class Browse implements LoadGenerator {
    private static final int PAGES = 25;

    record Product(String id, String name, long priceCents) {}

    record Page(List<Product> products, int next) {}

    @Override
    public void run(Load load) {
        int number = load.random().nextInt(PAGES);
        Page page = load.get("/products")
                .query("page", number)
                .named("list")
                .send()
                .expect(200)
                .as(Page.class);
        load.check(!page.products().isEmpty(), "page %s is empty", number);
        for (int i = 0; i < 2; i++) {
            Product product =
                    page.products().get(load.random().nextInt(page.products().size()));
            load.get("/products/" + product.id()).named("product").send().expect(200);
        }
    }
}
