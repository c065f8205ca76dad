package dev.impulse.examples.shop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// The carts that are open. The oldest go when there are too many: people leave carts behind, load tests do so by the
/// thousand.
final class Carts {
    private final Map<String, Cart> open;
    private final AtomicLong numbers = new AtomicLong();

    record Item(String product, int quantity, long priceCents) {}

    record Cart(String id, String user, List<Item> items, long totalCents) {
        Cart with(Item item) {
            List<Item> more = new ArrayList<>(items);
            more.add(item);
            return new Cart(id, user, List.copyOf(more), totalCents + item.priceCents() * item.quantity());
        }
    }

    Carts(int atMost) {
        open = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Cart> eldest) {
                return size() > atMost;
            }
        };
    }

    synchronized Cart begin(String user) {
        Cart cart = new Cart("c-" + numbers.incrementAndGet(), user, List.of(), 0);
        open.put(cart.id(), cart);
        return cart;
    }

    /// Empty when the user has no such cart.
    synchronized Optional<Cart> add(String id, String user, Product product, int quantity) {
        return find(id, user).map(cart -> {
            Cart fuller = cart.with(new Item(product.id(), quantity, product.priceCents()));
            open.put(id, fuller);
            return fuller;
        });
    }

    synchronized Optional<Cart> find(String id, String user) {
        return Optional.ofNullable(open.get(id)).filter(cart -> cart.user().equals(user));
    }

    /// Takes the cart out, to be paid. Empty when the user has no such cart, or has paid it already.
    synchronized Optional<Cart> close(String id, String user) {
        return find(id, user).map(cart -> {
            open.remove(id);
            return cart;
        });
    }
}
