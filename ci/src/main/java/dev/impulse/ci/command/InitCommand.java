package dev.impulse.ci.command;

import dev.impulse.ci.define.Definition;
import dev.impulse.ci.define.Given;
import dev.impulse.ci.define.LoadTestFile;
import dev.impulse.ci.draft.Draft;
import dev.impulse.ci.draft.DraftText;
import dev.impulse.ci.draft.OpenApi;
import dev.impulse.ci.run.ExitCode;
import dev.impulse.schema.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A first load test's file, written.
@Command(
        name = "init",
        description = "Write a first load test's file, from a URL or from an OpenAPI file.",
        sortOptions = false,
        parameterListHeading = "%nWhat:%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  impulse init http://localhost:8080/products",
            "  impulse init --openapi openapi.yaml --out loadtest.yaml",
            "  impulse init http://localhost:8080 --openapi openapi.json --tps 50 --force",
            "",
            "On a terminal it asks for what is not given. Nothing is sent; nothing is written over without --force.",
        })
final class InitCommand implements Callable<Integer> {
    private static final String SCHEMA = "loadtest.schema.json";
    private static final String USUAL_TARGET = "http://localhost:8080";

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "URL",
            description = "what to test; its path is the first test case")
    private String url = "";

    @Option(
            names = "--openapi",
            paramLabel = "FILE",
            description = "OpenAPI 3.x in YAML or JSON: each GET that can be sent becomes a test case.")
    private @Nullable Path openApi;

    @Option(
            names = "--tps",
            paramLabel = "N",
            description = "Triggers per second of the steady phase, over all test cases (default: 10).")
    private String tps = "";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "loadtest.yaml",
            description = "The file to write (default: ${DEFAULT-VALUE}); its JSON Schema goes beside it.")
    private Path out = Path.of("loadtest.yaml");

    @Option(names = "--force", description = "Write over what is there.")
    private boolean force;

    private final PrintStream said;
    private final Supplier<Questions> asker;

    /// @param asker is found when it is needed only: to look for a terminal takes time
    InitCommand(PrintStream said, Supplier<Questions> asker) {
        this.said = said;
        this.asker = asker;
    }

    @Override
    public Integer call() {
        Call call = new Call();
        Path schema = out.resolveSibling(SCHEMA);
        refuseTaken(schema, call);
        OpenApi api = openApi == null || call.hasMistakes() ? null : api(openApi, call);
        if (call.hasMistakes()) {
            return refused(call);
        }
        Questions questions = asker.get();
        Draft draft = api == null ? ofUrl(questions, call) : ofApi(api, questions, call);
        if (call.hasMistakes()) {
            return refused(call);
        }
        String text = DraftText.of(draft, SCHEMA);
        if (LoadTestFile.parse(out, text, Given.NOTHING) instanceof Reading.Mistaken<Definition> mistaken) {
            call.mistakes(mistaken.mistakes());
            return refused(call);
        }
        return write(text, schema, draft);
    }

    private int refused(Call call) {
        said.println(call.told().replace("nothing was started", "nothing was written"));
        return ExitCode.MISTAKES.number();
    }

    private void refuseTaken(Path schema, Call call) {
        for (Path file : List.of(out, schema)) {
            boolean same = file.equals(schema) && isOurs(file);
            if (Files.exists(file) && !force && !same) {
                call.mistake("--out", file + ": is there already", "another file, or --force to write over it");
            }
        }
    }

    private static boolean isOurs(Path schema) {
        try {
            return Files.exists(schema) && Files.readString(schema).equals(schemaText());
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static String schemaText() throws IOException {
        try (InputStream in = LoadTestFile.class.getResourceAsStream(SCHEMA)) {
            if (in == null) {
                throw new IllegalStateException(SCHEMA + ": not among the program's files");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static @Nullable OpenApi api(Path file, Call call) {
        return switch (OpenApi.read(file)) {
            case Reading.Whole<OpenApi> whole -> whole.value();
            case Reading.Mistaken<OpenApi> mistaken -> {
                call.mistakes(mistaken.mistakes());
                yield null;
            }
        };
    }

    private Draft ofUrl(Questions questions, Call call) {
        URI given = url.isEmpty() ? call.uri("target", questions.ask("target", USUAL_TARGET)) : call.uri("URL", url);
        boolean hasPath = given.getRawPath().length() > 1 || given.getRawQuery() != null;
        String path = hasPath ? path(given) : questions.ask("path", "/");
        String whole = path.startsWith("/") ? path : "/" + path;
        return new Draft(base(given, ""), rate(questions, call), List.of(Draft.Get.of(whole)), List.of());
    }

    private static String path(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /// The call's URL goes before the file's server: of that only the path is taken where the URL has none.
    private Draft ofApi(OpenApi api, Questions questions, Call call) {
        boolean whole = api.server().matches("(?i)https?://.*");
        String byDefault = whole ? api.server() : USUAL_TARGET + (api.server().startsWith("/") ? api.server() : "");
        URI target = url.isEmpty() ? call.uri("target", questions.ask("target", byDefault)) : call.uri("URL", url);
        String path = target.getRawPath();
        if (!url.isEmpty() && path.length() < 2) {
            String served =
                    call.uri("servers", whole ? api.server() : byDefault).getRawPath();
            path = served == null ? "" : served;
        }
        return new Draft(base(target, path), rate(questions, call), api.requests(), api.leftOut());
    }

    private static URI base(URI uri, String path) {
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + path.replaceFirst("/+$", ""));
    }

    private BigDecimal rate(Questions questions, Call call) {
        String text = tps.isEmpty() ? questions.ask("triggers per second", "10") : tps;
        if (text.matches("[0-9]{1,6}([.][0-9]{1,3})?") && new BigDecimal(text).signum() > 0) {
            return new BigDecimal(text);
        }
        call.mistake("--tps", text, "a number above 0, such as 10");
        return BigDecimal.TEN;
    }

    private int write(String text, Path schema, Draft draft) {
        try {
            Path folder = out.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(schema, schemaText());
            Files.writeString(out, text);
        } catch (IOException unwritable) {
            said.println("--out: " + out + ": cannot be written: " + unwritable
                    + " (expected: a file in a folder that can" + " be written to)");
            return ExitCode.NOT_WRITTEN.number();
        }
        List<String> lines = new ArrayList<>();
        int cases = draft.requests().size();
        lines.add("wrote " + out + ", with " + cases + (cases == 1 ? " test case" : " test cases") + ", and " + schema);
        if (!draft.leftOut().isEmpty()) {
            lines.add("left out, and told there: " + draft.leftOut().size()
                    + " operations that need what nobody can make up");
        }
        lines.add("next");
        lines.add("  impulse check " + out);
        lines.add("  impulse run " + out);
        lines.forEach(said::println);
        return ExitCode.PASSED.number();
    }
}
