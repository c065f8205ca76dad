package dev.impulse.ci.define;

import dev.impulse.generator.plan.Arrivals;
import dev.impulse.generator.plan.Demand;
import dev.impulse.generator.plan.DemandText;
import dev.impulse.generator.plan.MalformedText;
import dev.impulse.generator.plan.Phase;
import dev.impulse.schema.Durations;
import dev.impulse.schema.Keys;
import dev.impulse.schema.Nearest;
import dev.impulse.schema.Node;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads `phases`. For one thread; one for each file, since names of phases are told apart.
final class PhaseReader {

    static final Keys KEYS = Keys.andNames("for", "name", "arrivals", "with");
    static final Keys DEMAND = Keys.of("rate", "users", "arrivals");
    static final Map<String, Phase.Kind> KINDS = kinds();
    static final Map<String, Arrivals> ARRIVALS = arrivals();

    private static final Duration LONGEST = Duration.ofDays(365);
    private static final String RATE = "a rate such as 50 tps or 5 -> 50 tps, or 3 users";
    private static final String KIND = "one of " + String.join(", ", KINDS.keySet());

    private final Set<String> testCases;
    private final WithReader with;
    private final Set<String> names = new TreeSet<>();
    private final Map<String, Map<String, AskedBehaviour>> asked = new LinkedHashMap<>();

    /// @param testCases their names, of those with mistakes too, as of the dependencies
    PhaseReader(Set<String> testCases, Set<String> dependencies) {
        this.testCases = testCases;
        this.with = new WithReader(dependencies);
    }

    /// What phases ask of dependencies, by the phase's and the dependency's name. Once they are read.
    Map<String, Map<String, AskedBehaviour>> asked() {
        return asked;
    }

    /// All phases; null after a mistake in one that leaves it out.
    @Nullable
    List<Phase> read(Value value) {
        List<Value> items = value.items();
        if (items == null) {
            return null;
        }
        if (items.isEmpty()) {
            value.refuse("an empty list", "at least one phase, such as - steady: { for: 20s, browse: 50 tps }");
            return null;
        }
        List<Phase> phases = new ArrayList<>();
        for (Value item : items) {
            Phase phase = phase(item);
            if (phase != null) {
                phases.add(phase);
            }
        }
        return phases.size() == items.size() ? phases : null;
    }

    private @Nullable Phase phase(Value value) {
        Section item = value.section(Keys.andNames());
        if (item == null) {
            return null;
        }
        if (item.named().size() != 1) {
            String what = item.named().isEmpty()
                    ? "nothing"
                    : "several keys: " + String.join(", ", item.named().keySet());
            value.refuse(what, KIND + ", with all else indented below it");
            return null;
        }
        String word = item.named().firstEntry().getKey();
        Value body = item.named().firstEntry().getValue();
        Phase.Kind kind = KINDS.get(word);
        if (kind == null) {
            body.refuseKey("no such kind of phase", Nearest.advice(word, KINDS.keySet()));
        }
        Section section = body.section(KEYS);
        return section == null ? null : phase(kind, section, body);
    }

    private @Nullable Phase phase(Phase.@Nullable Kind kind, Section section, Value body) {
        Duration lasting =
                isMisspelt("for", section) ? null : section.required("for", Durations.EXPECTED, PhaseReader::lasting);
        Arrivals arrivals = section.optional("arrivals", words -> words.oneOf(ARRIVALS));
        String name = section.optional("name") == null
                ? unused(kind == null ? "phase" : kind.text())
                : section.optional("name", this::name);
        Map<String, AskedBehaviour> said = section.optional("with", Map.of(), with::read);
        if (name != null && !said.isEmpty()) {
            asked.put(name, said);
        }
        if (section.named().isEmpty()) {
            body.refuseKey("no test case has a rate", "at least one, such as " + example() + ": 50 tps");
        }
        Map<String, Demand> demands = new LinkedHashMap<>();
        section.named().forEach((testCase, rate) -> {
            if (!mayBeTestCase(testCase)) {
                refuseTestCase(testCase, rate);
                return;
            }
            // When the length has a mistake of its own, no part of a shape is too long.
            Demand demand = demand(rate, lasting == null ? LONGEST : lasting, arrivals);
            if (demand != null) {
                demands.put(testCase, demand);
            }
        });
        return kind == null || lasting == null || name == null ? null : new Phase(name, kind, lasting, demands);
    }

    private static @Nullable Duration lasting(Value value) {
        Duration lasting = value.duration();
        if (lasting != null && lasting.compareTo(LONGEST) > 0) {
            value.refuse("at most 365 d");
            return null;
        }
        return lasting;
    }

    private @Nullable String name(Value value) {
        String name = Names.read(value, "phase");
        if (name != null && !names.add(name)) {
            value.refuse("a name that another phase has", "another");
            return null;
        }
        return name;
    }

    /// The kind's own name, or, when that is taken, with a number behind it.
    private String unused(String kind) {
        String name = kind;
        for (int number = 2; !names.add(name); number++) {
            name = kind + "-" + number;
        }
        return name;
    }

    /// Without test cases every name may be one: that there are none is told already, and enough.
    private boolean mayBeTestCase(String name) {
        return testCases.isEmpty() ? Names.fits(name) && nearest(name) == null : testCases.contains(name);
    }

    private void refuseTestCase(String name, Value rate) {
        boolean piece = !name.isEmpty()
                && Character.isDigit(name.charAt(0))
                && rate.node() instanceof Node.Scalar scalar
                && scalar.type() == Node.Type.NOTHING;
        if (piece) {
            rate.refuseKey("a piece of a rate with commas", "the rate in quotes, such as \"10, 20, 50 tps\"");
            return;
        }
        String nearest = nearest(name);
        rate.refuseKey(
                "no such test case",
                nearest == null ? Nearest.advice(name, testCases) : "did you mean " + nearest + "?");
    }

    /// Whether a key is left out that was probably meant by one that is no test case: that is told then, and enough.
    private boolean isMisspelt(String key, Section section) {
        return section.optional(key) == null
                && section.named().keySet().stream()
                        .anyMatch(name -> !testCases.contains(name) && key.equals(nearest(name)));
    }

    private @Nullable String nearest(String name) {
        return Nearest.of(
                name, Stream.concat(testCases.stream(), KEYS.known().stream()).toList());
    }

    private static @Nullable Demand demand(Value value, Duration lasting, @Nullable Arrivals arrivals) {
        if (value.isScalar()) {
            return spread(text(value, lasting), arrivals);
        }
        Section section = value.section(DEMAND);
        if (section == null) {
            return null;
        }
        Demand open = section.optional("rate", rate -> text(rate, lasting));
        Demand closed = section.optional("users", PhaseReader::closed);
        Arrivals own = section.optional("arrivals", words -> words.oneOf(ARRIVALS));
        Value users = section.optional("users");
        if (section.optional("rate") == null && users == null) {
            value.refuse("neither rate nor users", RATE);
        } else if (section.optional("rate") != null && users != null) {
            users.refuseKey("users beside a rate", "one of the two");
        }
        return open == null ? closed : spread(open, own == null ? arrivals : own);
    }

    private static @Nullable Demand closed(Value value) {
        Integer users = value.integer(1, 1_000_000);
        return users == null ? null : new Demand.Closed(users);
    }

    private static @Nullable Demand text(Value value, Duration lasting) {
        String text = value.text(RATE);
        if (text == null) {
            return null;
        }
        if (value.node() instanceof Node.Scalar scalar && scalar.type() != Node.Type.TEXT) {
            value.refuse("a unit, such as " + text + " tps or " + text + " users");
            return null;
        }
        try {
            return DemandText.parse(text, lasting);
        } catch (MalformedText e) {
            value.refuseAt(e.column() - 1, String.valueOf(e.getMessage()), "");
            return null;
        }
    }

    /// Arrivals of the whole phase, unless the demand's own text says otherwise.
    private static @Nullable Demand spread(@Nullable Demand demand, @Nullable Arrivals arrivals) {
        return demand instanceof Demand.Open open && arrivals == Arrivals.POISSON
                ? new Demand.Open(open.shape(), Arrivals.POISSON)
                : demand;
    }

    private String example() {
        return testCases.isEmpty() ? "browse" : testCases.iterator().next();
    }

    private static Map<String, Phase.Kind> kinds() {
        Map<String, Phase.Kind> words = new LinkedHashMap<>();
        Arrays.stream(Phase.Kind.values()).forEach(kind -> words.put(kind.text(), kind));
        return words;
    }

    private static Map<String, Arrivals> arrivals() {
        Map<String, Arrivals> words = new LinkedHashMap<>();
        words.put("even", Arrivals.EVEN);
        words.put("poisson", Arrivals.POISSON);
        return words;
    }
}
