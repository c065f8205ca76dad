package dev.impulse.ci.command;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A system that answers so many requests, and ends with exit code 7.
public final class Mortal {
    private Mortal() {}

    /// @param arguments its port, and how many it answers
    public static void main(String[] arguments) throws Exception {
        var left = new AtomicInteger(Integer.parseInt(arguments[1]));
        var server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 0);
        server.createContext("/", exchange -> {
            if (left.decrementAndGet() < 0) {
                System.out.println("password=hunter-two: out of ideas");
                System.out.flush();
                Runtime.getRuntime().halt(7);
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.start();
    }
}
