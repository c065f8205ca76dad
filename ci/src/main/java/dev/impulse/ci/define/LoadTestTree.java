package dev.impulse.ci.define;

import dev.impulse.generator.Secrets;
import dev.impulse.schema.Filled;
import dev.impulse.schema.Filling;
import dev.impulse.schema.Includes;
import dev.impulse.schema.Keys;
import dev.impulse.schema.Mistake;
import dev.impulse.schema.Nearest;
import dev.impulse.schema.Node;
import dev.impulse.schema.Place;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts the tree together that a load test is read from: the file over what it includes, a profile over both, and then
/// all with its variables filled in. For one thread, one file.
final class LoadTestTree {

    static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /// Where a secret may stand: what is written there goes to the system or its target, and is not shown.
    private static final Pattern TAKES_SECRETS =
            Pattern.compile("system\\..*|hooks\\.[^.]*\\.(command|environment)([.\\[].*)?|test-cases\\.[^.]*\\.("
                    + String.join("|", RequestReader.METHODS) + "|" + String.join("|", RequestReader.BODIES)
                    + "|headers|query)([.\\[].*)?");

    private final Path file;
    private final Given given;
    private Secrets secrets = Secrets.NONE;

    LoadTestTree(Path file, Given given) {
        this.file = file;
        this.given = given;
    }

    /// The tree to be read; null after a mistake in what is included.
    @Nullable
    Node prepared(Node written, Consumer<Mistake> mistakes) {
        Node whole = new Includes(LoadTestFile.INCLUDE, mistakes).merged(file, written);
        if (whole == null) {
            return null;
        }
        Node root = Profiles.over(whole, given.profile(), mistakes);
        Filled filled = new Filling(
                        given.variables(),
                        LoadTestFile.VARIABLES,
                        path -> TAKES_SECRETS.matcher(path).matches(),
                        mistakes)
                .fill(root);
        secrets = Secrets.of(filled.secrets());
        given.variables().given().keySet().stream()
                .filter(name -> !filled.used().contains(name))
                .forEach(name -> mistakes.accept(new Mistake(
                        Place.of("--var"),
                        "",
                        name + ": no ${" + name + "} in the file",
                        Nearest.advice(name, filled.used()))));
        return filled.root();
    }

    /// What was filled in and must not be shown.
    Secrets secrets() {
        return secrets;
    }

    /// Looks at what the file declares as variables; what they hold was looked at where it is used.
    static @Nullable Void checkNames(Value variables) {
        Section section = variables.section(Keys.andNames());
        if (section != null) {
            section.named().forEach((name, value) -> {
                if (!VARIABLE.matcher(name).matches()) {
                    value.refuseKey("no name for a variable", "a word of letters, digits and _, such as RATE");
                } else if (!value.isScalar()) {
                    value.refuse("a text or a number");
                }
            });
        }
        return null;
    }
}
