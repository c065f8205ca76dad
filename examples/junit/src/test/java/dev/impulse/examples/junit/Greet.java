package dev.impulse.examples.junit;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.Observer;
import dev.impulse.generator.Rate;
import dev.impulse.generator.report.Colours;
import dev.impulse.generator.report.Summary;
import dev.impulse.load.Load;
import dev.impulse.load.LoadGenerator;
import java.io.IOException;
import java.time.Duration;

/// A scenario with a `main`, to be run from an IDE: it starts the service, loads it for five seconds, and shows what
/// came of it.
public final class Greet implements LoadGenerator {
    record Greeting(String greeting) {}

    @Override
    public void run(Load load) {
        var name = "guest-" + load.random().nextInt(1000);
        var answer =
                load.get("/hello/" + name).named("greet").send().expect(200).as(Greeting.class);
        load.check(answer.greeting().endsWith(name), "another was greeted: %s", answer.greeting());
    }

    /// Run it with `--add-opens=java.base/java.lang=ALL-UNNAMED` for the event loops' own virtual threads; it works
    /// without.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (var greeter = new Greeter()) {
            var loadTest = LoadTest.of(Greet::new)
                    .at(Rate.perSecond(100))
                    .lasting(Duration.ofSeconds(5))
                    .against(greeter.url())
                    .requiring("p99 < 100 ms", "errors = 0")
                    .build();
            System.out.println(Summary.text(loadTest.run(Observer.NONE), null, Colours.NONE));
        }
    }
}
