package dev.impulse.examples.shop;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What is for sale. Never changes; any thread.
final class Catalogue {
    private static final List<String> KINDS =
            List.of("Teapot", "Lamp", "Notebook", "Chair", "Kettle", "Backpack", "Clock", "Mug");
    private static final List<String> COLOURS = List.of("red", "blue", "green", "white", "black");

    private final List<Product> products;

    /// @param priceCents in hundredths of the currency
    record Product(String id, String name, long priceCents) {}

    /// @param next the number of the next page, or -1 after the last
    record Page(List<Product> products, int next) {}

    Catalogue(int size) {
        products = IntStream.range(0, size).mapToObj(Catalogue::product).toList();
    }

    private static Product product(int number) {
        String name = COLOURS.get(number % COLOURS.size()) + " " + KINDS.get(number % KINDS.size());
        return new Product("p-" + number, name, 199 + number * 37L % 9_800);
    }

    Page page(int number, int size) {
        int from = Math.min(number * size, products.size());
        int to = Math.min(from + size, products.size());
        return new Page(products.subList(from, to), to < products.size() ? number + 1 : -1);
    }

    Optional<Product> find(String id) {
        return products.stream().filter(product -> product.id().equals(id)).findFirst();
    }
}
