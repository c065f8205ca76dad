package dev.impulse.mocker.match;

import static dev.impulse.mocker.Stubs.call;
import static dev.impulse.mocker.Stubs.stub;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.impulse.mocker.Stubs;
import dev.impulse.mocker.stub.Call;
import dev.impulse.mocker.stub.Condition;
import dev.impulse.mocker.stub.Expected;
import dev.impulse.mocker.stub.Stub;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.StringNode;

class StubIndexTest {

    @Test
    void theFirstOfThoseThatMatchAnswers() {
        var index = new StubIndex(Stubs.of("GET /a/{id}", "GET /a/b", "ANY /{*all}", "POST /a/b"));

        assertThat(index.find(call("GET", "/a/b"))).isEqualTo(0);
        assertThat(index.find(call("POST", "/a/b"))).isEqualTo(2);
        assertThat(index.find(call("GET", "/c"))).isEqualTo(2);
        assertThat(index.find(call("GET", "/"))).isEqualTo(StubIndex.NONE);
    }

    @Test
    void aStubForGetIsForHead() {
        var index = new StubIndex(Stubs.of("GET /a", "HEAD /a"));

        assertThat(index.find(call("HEAD", "/a"))).isEqualTo(0);
    }

    @Test
    void whatIsAskedBeyondMethodAndPathDecides() {
        Stub euro = stub(
                "GET /rates",
                0,
                new Condition.QueryParameter("currency", new Expected.Same(StringNode.valueOf("EUR"))));
        var index = new StubIndex(List.of(euro, stub("GET /rates", 1)));

        assertThat(index.find(call("GET", "/rates?currency=EUR"))).isEqualTo(0);
        assertThat(index.find(call("GET", "/rates?x=1&currency=%45UR"))).isEqualTo(0);
        assertThat(index.find(call("GET", "/rates?currency=USD"))).isEqualTo(1);
    }

    @Test
    void pathsAreTheSameHoweverTheyAreEncoded() {
        var index = new StubIndex(Stubs.of("GET /café/{name}.json", "GET /a%2Fb", "GET /a b", "GET /%7Bid%7D"));

        assertThat(index.find(call("GET", "/caf%c3%a9/x%20y.json"))).isEqualTo(0);
        assertThat(index.find(call("GET", "/a%2fb"))).isEqualTo(1);
        assertThat(index.find(call("GET", "/a/b"))).isEqualTo(StubIndex.NONE);
        assertThat(index.find(call("GET", "/%61%20b"))).isEqualTo(2);
        assertThat(index.find(call("GET", "/{id}"))).isEqualTo(3);
        assertThat(index.find(call("GET", "http://payments:9001/a%20b?x=/y"))).isEqualTo(2);
    }

    @Property(tries = 3_000)
    void itFindsWhatLookingAtEachStubFinds(@ForAll("lines") List<String> lines, @ForAll("paths") List<String> paths) {
        List<Stub> stubs = Stubs.of(lines.toArray(String[]::new));
        var index = new StubIndex(stubs);

        for (String path : paths) {
            for (String method : List.of("GET", "POST", "HEAD")) {
                Call call = call(method, path);
                assertThat(index.find(call)).as("%s %s", method, path).isEqualTo(firstOf(stubs, call));
            }
        }
    }

    private static int firstOf(List<Stub> stubs, Call call) {
        return IntStream.range(0, stubs.size())
                .filter(number -> stubs.get(number).request().matches(call))
                .findFirst()
                .orElse(StubIndex.NONE);
    }

    @Provide
    Arbitrary<List<String>> lines() {
        Arbitrary<String> method = Arbitraries.of("GET", "POST", "ANY");
        Arbitrary<String> segment = Arbitraries.of("a", "b", "ab", "", "{x}", "a{x}", "{x}b", "%62");
        Arbitrary<String> path = segment.list().ofMinSize(1).ofMaxSize(4).map(StubIndexTest::path);
        Arbitrary<String> open = path.map(text -> text.equals("/") ? "/{*rest}" : text + "/{*rest}");
        return Combinators.combine(method, Arbitraries.oneOf(path, path, path, open))
                .as((word, text) -> word + " " + text)
                .list()
                .ofMaxSize(20);
    }

    /// Names may come once in a template.
    private static String path(List<String> segments) {
        var text = new StringBuilder();
        for (String segment : segments) {
            text.append('/').append(segment.replace("{x}", "{x" + text.length() + "}"));
        }
        return text.toString();
    }

    @Provide
    Arbitrary<List<String>> paths() {
        return Arbitraries.of("a", "b", "ab", "", "abb", "c", "%61", "a?q=/b")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(segments -> "/" + String.join("/", segments))
                .list()
                .ofMaxSize(10);
    }

    @Test
    void findingAllocatesNothing() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            lines.add("GET /exact/" + i);
            lines.add("GET /templates/" + i + "/{id}/end");
        }
        lines.add("GET /{*all}");
        var index = new StubIndex(Stubs.of(lines.toArray(String[]::new)));
        List<Call> calls =
                List.of(call("GET", "/exact/49"), call("GET", "/templates/49/7/end"), call("GET", "/none/of"));
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertThat(sum(index, calls, 100)).isEqualTo(100 * (98 + 99 + 100));

        long before = threads.getCurrentThreadAllocatedBytes();
        int found = sum(index, calls, 10_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(found).isEqualTo(10_000 * (98 + 99 + 100));
        assertThat(allocated).isLessThan(10_000);
    }

    private static int sum(StubIndex index, List<Call> calls, int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            for (int each = 0; each < calls.size(); each++) {
                sum += index.find(calls.get(each));
            }
        }
        return sum;
    }
}
