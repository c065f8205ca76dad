package dev.impulse.mocker.stub;

import dev.impulse.schema.Keys;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a dependency: its stubs, and what is said of all of them.
final class DependencyReader {

    static final Keys KEYS = Keys.of("name", "port", "stubs", "delay", "errors", "in");

    private DependencyReader() {}

    /// @param name when the file says no other
    /// @return null after a mistake
    static @Nullable Dependency read(Value value, String name) {
        Section section = value.section(KEYS);
        if (section == null) {
            return null;
        }
        String said = section.optional("name", StubFile::name);
        Integer port = section.optional("port", number -> number.integer(0, 65_535));
        List<Stub> stubs = section.required("stubs", "at least one stub", DependencyReader::stubs);
        Behaviours behaviours = BehaviourReader.behaviours(section, List.of());
        return stubs == null ? null : new Dependency(said == null ? name : said, port, stubs, behaviours);
    }

    /// @return null after a mistake
    private static @Nullable List<Stub> stubs(Value value) {
        List<Value> items = value.items();
        if (items == null) {
            return null;
        }
        if (items.isEmpty()) {
            value.refuse("an empty list", "at least one stub");
        }
        List<Stub> stubs = new ArrayList<>();
        Map<String, Stub> named = new HashMap<>();
        for (Value item : items) {
            Stub stub = StubReader.read(item);
            if (stub != null) {
                refuseUnreachable(stub, stubs, item);
                stubs.add(renamed(stub, named, item));
            }
        }
        return stubs.size() == items.size() && !stubs.isEmpty() ? stubs : null;
    }

    /// A name that the writer chose is there once; one that is made of the request is numbered.
    private static Stub renamed(Stub stub, Map<String, Stub> named, Value item) {
        String name = stub.name();
        if (named.containsKey(name)) {
            if (!name.equals(stub.request().line())) {
                item.refuse("a second stub called " + name, "each name once");
            }
            int number = 2;
            while (named.containsKey(name + " #" + number)) {
                number++;
            }
            name = name + " #" + number;
        }
        var unique = new Stub(name, stub.request(), stub.answer(), stub.behaviours(), stub.origin());
        named.put(name, unique);
        return unique;
    }

    private static void refuseUnreachable(Stub stub, List<Stub> before, Value item) {
        for (Stub earlier : before) {
            if (earlier.request().equals(stub.request())) {
                item.refuse(
                        "it never answers: " + earlier.origin().path() + " is for the same calls and comes first",
                        "something that tells them apart, such as query or having");
                return;
            }
        }
    }
}
