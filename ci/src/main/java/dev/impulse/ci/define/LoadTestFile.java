package dev.impulse.ci.define;

import dev.impulse.ci.define.Definition.ClassPathEntry;
import dev.impulse.ci.define.Definition.DefinedScenarios;
import dev.impulse.ci.define.Definition.DefinedTestCase;
import dev.impulse.generator.Limits;
import dev.impulse.generator.Scrub;
import dev.impulse.generator.Trace;
import dev.impulse.generator.judge.Gate;
import dev.impulse.generator.plan.Phase;
import dev.impulse.schema.Keys;
import dev.impulse.schema.Node;
import dev.impulse.schema.Reading;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import dev.impulse.schema.YamlFile;
import dev.impulse.wire.client.AllowedHosts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads a load test's file. docs/load-test.md describes it to people, `loadtest.schema.json` to editors.
///
/// ```java
/// switch (LoadTestFile.read(path, given, scenarios -> {})) {
///     case Reading.Whole<Definition> whole -> run(whole.value());
///     case Reading.Mistaken<Definition> mistaken -> terminal.print(mistaken.mistakes().text());
/// }
/// ```
public final class LoadTestFile {

    static final String VARIABLES = "vars";
    static final String INCLUDE = "include";
    static final Keys KEYS = Keys.of(
            "name",
            "target",
            "allow",
            "system",
            "dependencies",
            "classpath",
            "test-cases",
            "phases",
            "gates",
            "seed",
            "limits",
            "scrub",
            "trace",
            INCLUDE,
            VARIABLES,
            Profiles.KEY,
            "feeders",
            "hooks");

    private static final Set<String> KEYS_OF_PHASES = PhaseReader.KEYS.known();

    private final Path file;
    private final String text;
    private final Given given;
    private final Consumer<? super DefinedScenarios> scenarios;
    private final LoadTestTree tree;

    private LoadTestFile(Path file, String text, Given given, Consumer<? super DefinedScenarios> scenarios) {
        this.file = file;
        this.text = text;
        this.given = given;
        this.scenarios = scenarios;
        this.tree = new LoadTestTree(file, given);
    }

    /// Reads a file.
    ///
    /// @param scenarios is given its scenarios, also when other parts of the file are mistaken: what is wrong with them
    ///     can be told along with that
    public static Reading<Definition> read(Path file, Given given, Consumer<? super DefinedScenarios> scenarios) {
        return switch (YamlFile.text(file)) {
            case Reading.Whole<String> whole -> new LoadTestFile(file, whole.value(), given, scenarios).parse();
            case Reading.Mistaken<String> mistaken -> new Reading.Mistaken<>(mistaken.mistakes());
        };
    }

    /// Reads a text as if it were in a file.
    ///
    /// @param file for the places of mistakes, and for what the text names relative to it
    public static Reading<Definition> parse(Path file, String text, Given given) {
        return new LoadTestFile(file, text, given, scenarios -> {}).parse();
    }

    /// Whether a test case may be called so.
    public static boolean isTestCaseName(String name) {
        return Names.fits(name) && !KEYS_OF_PHASES.contains(name);
    }

    /// A text of a request as the file writes it where it stands for itself: nothing in it is a variable, or the field
    /// of a row.
    public static String literal(String text) {
        return RowFields.escaped(text.replace("${", "$${"));
    }

    private Reading<Definition> parse() {
        return switch (YamlFile.parse(file.toString(), text, tree::prepared, this::definition)) {
            case Reading.Whole<Definition> whole -> whole;
            case Reading.Mistaken<Definition> mistaken ->
                new Reading.Mistaken<>(mistaken.mistakes().worded(tree.secrets()::hiddenIn));
        };
    }

    private @Nullable Definition definition(Value value) {
        Section section = value.section(KEYS);
        if (section == null) {
            return null;
        }
        section.optional(VARIABLES, LoadTestTree::checkNames);
        String name = section.optional("name", ownName(), Value::text);
        URI target = section.required("target", Urls.TARGET, url -> url.parsed(Urls.TARGET, Urls::target));
        AllowedHosts allowed = section.optional("allow", AllowedHosts.PRIVATE, LoadTestFile::allowed);
        DefinedSystem system = section.optional("system", new SystemReader(target)::read);
        List<ClassPathEntry> classPath = section.optional("classpath", List.of(), LoadTestFile::classPath);
        Set<String> names = new LinkedHashSet<>();
        section.optional("test-cases", cases -> names.addAll(namesOf(cases)));
        Set<String> mocked = new LinkedHashSet<>();
        section.optional("dependencies", all -> mocked.addAll(namesOf(all)));
        List<DefinedDependency> dependencies =
                section.optional("dependencies", List.of(), new DependencyReader(names)::read);
        DefinedFeeders feeders = section.optional("feeders", DefinedFeeders.NONE, new FeederReader(names)::read);
        List<DefinedTestCase> testCases = section.required(
                "test-cases", "at least one, such as browse: Browse.java", cases -> testCases(cases, feeders));
        scenarios.accept(new DefinedScenarios(classPath, testCases == null ? List.of() : testCases));
        PhaseReader phaseReader = new PhaseReader(names, mocked);
        List<Phase> phases = section.required(
                "phases", "at least one phase, such as - steady: { for: 20s, browse: 50 tps }", phaseReader::read);
        ProfileReader profile = ProfileReader.of(section.optional(Profiles.KEY), given.profile());
        List<Phase> planned = profile.scaled(phases);
        List<DefinedHook> hooks = profile.scaledHooks(section.optional(
                "hooks", List.of(), new HookReader(phases, system, section.optional("system") != null)::read));
        List<String> hookNames = HookReader.names(section.optional("hooks"));
        List<Gate> gates =
                section.optional("gates", List.of(), new GatesReader(names, planned, hookNames, mocked)::read);
        Long seed = section.optional("seed", number -> number.integer(Long.MIN_VALUE, Long.MAX_VALUE));
        Limits limits = section.optional("limits", Limits.DEFAULT, LimitsReader::read);
        Scrub scrub = section.optional("scrub", Scrub.USUAL, ScrubReader::read).hiding(tree.secrets());
        Trace trace = section.optional("trace", Trace.DEFAULT, TraceReader::read);
        return target == null || testCases == null || planned == null
                ? null
                : new Definition(
                        file,
                        text,
                        given.profile(),
                        name,
                        target,
                        system,
                        dependencies,
                        phaseReader.asked(),
                        classPath,
                        testCases,
                        planned,
                        gates,
                        seed,
                        limits,
                        allowed,
                        scrub,
                        trace,
                        feeders.feeders(),
                        hooks);
    }

    /// The file's name, or the folder's when the file has the name that every load test may have.
    private String ownName() {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.(ya?ml|json)$", "");
        Path folder = file.toAbsolutePath().normalize().getParent();
        Path parent = folder == null ? null : folder.getFileName();
        return name.equals("loadtest") && parent != null ? parent.toString() : name;
    }

    private static AllowedHosts allowed(Value value) {
        List<String> hosts = new ArrayList<>();
        for (Value item : value.itemOrItems()) {
            String host = item.parsed(
                    AllowedHosts.EXPECTED,
                    text -> AllowedHosts.NAMED.matcher(text).matches() ? text : null);
            if (host != null) {
                hosts.add(host);
            }
        }
        return new AllowedHosts(hosts);
    }

    private static List<ClassPathEntry> classPath(Value value) {
        List<ClassPathEntry> entries = new ArrayList<>();
        for (Value item : value.itemOrItems()) {
            Path path = Paths.in(item, "the path of a jar or a folder");
            if (path != null && Files.exists(path)) {
                entries.add(new ClassPathEntry(path, item.origin()));
            } else if (path != null) {
                Paths.refuseAbsent(path, item, "jar or folder");
            }
        }
        return entries;
    }

    private static @Nullable List<DefinedTestCase> testCases(Value value, DefinedFeeders feeders) {
        Section section = value.section(Keys.andNames());
        if (section == null) {
            return null;
        }
        if (section.named().isEmpty()) {
            value.refuse("nothing", "at least one, such as browse: Browse.java");
            return null;
        }
        TestCaseReader reader = new TestCaseReader(feeders);
        List<DefinedTestCase> testCases = new ArrayList<>();
        section.named().forEach((name, definition) -> {
            if (!Names.fits(name)) {
                definition.refuseKey("no name for a test case", Names.EXPECTED);
            } else if (KEYS_OF_PHASES.contains(name)) {
                definition.refuseKey("a name that means something else in phases", "another");
            }
            DefinedTestCase testCase = reader.read(name, definition);
            if (testCase != null) {
                testCases.add(testCase);
            }
        });
        return testCases;
    }

    private static Set<String> namesOf(Value testCases) {
        return testCases.node() instanceof Node.Mapping mapping
                ? mapping.entries().stream()
                        .map(entry -> entry.key().text())
                        .collect(Collectors.toCollection(LinkedHashSet::new))
                : Set.of();
    }
}
