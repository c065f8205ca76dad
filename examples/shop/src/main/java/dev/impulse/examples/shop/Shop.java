package dev.impulse.examples.shop;

import dev.impulse.examples.shop.Carts.Cart;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.json.JavalinJackson3;
import java.util.Map;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/// The shop's HTTP side. Log in, browse, put into a cart, pay; everything is JSON. What is for sale, whether there is
/// any, and payment are other services' matter ([Upstreams]); a request's thread waits for them.
///
///     POST /login                {"user": "user-7", "password": "password-7"}   → {"token": …}
///     GET  /products?page=0                                                     → {"products": [{"id", "name",
///     "priceCents"}…], "next": 1} GET  /products/{id}
///     POST /carts                                                               → 201 {"id", "user", "items",
///     "totalCents"} POST /carts/{id}/items     {"product": "p-3", "quantity": 1}
///     POST /carts/{id}/pay                                                      → {"receipt", "totalCents"}
///     GET  /health
///
/// What concerns carts needs `Authorization: Bearer TOKEN`.
public final class Shop implements AutoCloseable {
    /// Requests that are worked on at a time.
    private static final int THREADS = 64;

    private final Sessions sessions = new Sessions();
    private final Carts carts = new Carts(100_000);
    private final Upstreams upstreams;
    private final Javalin server;

    record Login(String user, String password) {}

    record NewItem(String product, int quantity) {}

    /// Starts it.
    ///
    /// @param port 0 for any that is free
    /// @param upstreams closed with it
    Shop(int port, Upstreams upstreams) {
        this.upstreams = upstreams;
        server = Javalin.create(config -> {
            config.jetty.threadPool = new QueuedThreadPool(THREADS, 8);
            config.startup.showJavalinBanner = false;
            config.jsonMapper(new JavalinJackson3());
            routes(config.routes);
        });
        server.start("127.0.0.1", port);
    }

    private void routes(RoutesConfig routes) {
        routes.get("/health", context -> context.json(Map.of("status", "up")));
        routes.post("/login", this::logIn);
        routes.get("/products", context -> context.json(upstreams.page(pageNumber(context))));
        routes.get("/products/{id}", context -> context.json(product(context.pathParam("id"))));
        routes.post("/carts", context -> context.status(HttpStatus.CREATED).json(carts.begin(user(context))));
        routes.post("/carts/{id}/items", this::addItem);
        routes.post("/carts/{id}/pay", this::pay);
        routes.exception(
                Upstream.Failed.class,
                (failed, context) -> context.status(HttpStatus.SERVICE_UNAVAILABLE)
                        .json(Map.of("reason", String.valueOf(failed.getMessage()))));
    }

    private void logIn(Context context) {
        Login login = context.bodyAsClass(Login.class);
        String token = sessions.logIn(login.user(), login.password())
                .orElseThrow(() -> new UnauthorizedResponse("user or password is wrong"));
        context.json(Map.of("token", token));
    }

    private void addItem(Context context) {
        NewItem item = context.bodyAsClass(NewItem.class);
        if (item.quantity() < 1 || item.quantity() > 100) {
            throw new BadRequestResponse("quantity: " + item.quantity() + " (expected: 1 to 100)");
        }
        Product product = product(item.product());
        if (upstreams.available(product.id()) < item.quantity()) {
            throw new ConflictResponse("sold out");
        }
        Cart cart = carts.add(context.pathParam("id"), user(context), product, item.quantity())
                .orElseThrow(() -> new NotFoundResponse("no such cart"));
        context.json(cart);
    }

    private void pay(Context context) {
        String user = user(context);
        String id = context.pathParam("id");
        if (carts.find(id, user).filter(cart -> cart.items().isEmpty()).isPresent()) {
            throw new ConflictResponse("the cart is empty");
        }
        Cart paid =
                carts.close(id, user).orElseThrow(() -> new NotFoundResponse("no such cart, or it was paid already"));
        String receipt = upstreams
                .pay(id, paid.totalCents())
                .orElseThrow(() -> new HttpResponseException(402, "payment was refused"));
        context.json(Map.of("receipt", receipt, "totalCents", paid.totalCents()));
    }

    private Product product(String id) {
        return upstreams.product(id).orElseThrow(() -> new NotFoundResponse("no such product"));
    }

    private String user(Context context) {
        String header = context.header("Authorization");
        String token = header == null ? "" : header.replaceFirst("^Bearer ", "");
        return sessions.user(token).orElseThrow(() -> new UnauthorizedResponse("log in first"));
    }

    private static int pageNumber(Context context) {
        String page = context.queryParam("page");
        if (page == null) {
            return 0;
        }
        if (!page.matches("[0-9]{1,6}")) {
            throw new BadRequestResponse("page: " + page + " (expected: a number from 0)");
        }
        return Integer.parseInt(page);
    }

    /// The port that it listens on.
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
        upstreams.close();
    }

    /// `--port N`, 8080 when nothing is said. `CATALOGUE_URL`, `STOCK_URL` and `PAYMENTS_URL` say where the services
    /// are that it calls.
    public static void main(String[] arguments) {
        Integer port = port(arguments);
        if (port == null) {
            System.err.println("shop: " + String.join(" ", arguments) + " (expected: --port NUMBER, or nothing)");
            System.exit(2);
            return;
        }
        Shop shop = new Shop(port, Upstreams.of(System.getenv()));
        Runtime.getRuntime().addShutdownHook(new Thread(shop::close));
        System.out.println("shop: listening on http://127.0.0.1:" + shop.port());
    }

    private static @Nullable Integer port(String[] arguments) {
        if (arguments.length == 0) {
            return 8080;
        }
        boolean fits = arguments.length == 2 && arguments[0].equals("--port") && arguments[1].matches("[0-9]{1,5}");
        return fits ? Integer.valueOf(arguments[1]) : null;
    }
}
