package dev.impulse.ci.define;

import dev.impulse.schema.Keys;
import dev.impulse.schema.Merging;
import dev.impulse.schema.Mistake;
import dev.impulse.schema.Nearest;
import dev.impulse.schema.Node;
import dev.impulse.schema.Place;
import dev.impulse.schema.Section;
import dev.impulse.schema.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts a profile over the load test: its keys go over the file's as an including file's do over an included one's.
/// What it scales stays below `profiles`, where [ProfileReader] finds it once variables are filled in.
final class Profiles {

    static final String KEY = "profiles";

    /// What a profile scales, and what it may say in the file's stead.
    static final Keys KEYS = Keys.of(Stream.concat(
                    ProfileReader.KEYS.known().stream(),
                    LoadTestFile.KEYS.known().stream().filter(key -> !key.equals(KEY) && !key.equals("include")))
            .toArray(String[]::new));

    private Profiles() {}

    /// The file's tree with one profile over it.
    ///
    /// @param profile null for the file as it is
    static Node over(Node root, @Nullable String profile, Consumer<Mistake> mistakes) {
        if (!(root instanceof Node.Mapping mapping)) {
            return root;
        }
        Value profiles = value(Value.root(root, mistakes));
        Section named = profiles == null ? null : profiles.section(Keys.andNames());
        Map<String, Value> all = named == null ? Map.of() : named.named();
        all.forEach(Profiles::check);
        Value chosen = profile == null ? null : all.get(profile);
        if (profile != null && chosen == null) {
            mistakes.accept(new Mistake(
                    Place.of("--profile"), "", profile + ": no such profile", Nearest.advice(profile, all.keySet())));
        }
        Node.Mapping over = chosen != null && chosen.node() instanceof Node.Mapping upper
                ? Merging.over(mapping, without(upper, ProfileReader.KEYS))
                : mapping;
        return new Node.Mapping(
                over.place(),
                over.entries().stream()
                        .map(entry -> isProfiles(entry) ? scaling(entry, profile) : entry)
                        .toList());
    }

    /// The load test's profiles; null when it has none.
    private static @Nullable Value value(Value root) {
        Section section = root.section(Keys.andNames(KEY));
        return section == null ? null : section.optional(KEY);
    }

    private static void check(String name, Value profile) {
        if (!Names.fits(name)) {
            profile.refuseKey("no name for a profile", Names.EXPECTED);
        }
        profile.section(KEYS);
    }

    private static boolean isProfiles(Node.Entry entry) {
        return entry.key().text().equals(KEY);
    }

    private static Node.Mapping without(Node.Mapping profile, Keys keys) {
        return new Node.Mapping(
                profile.place(),
                profile.entries().stream()
                        .filter(entry -> !keys.known().contains(entry.key().text()))
                        .toList());
    }

    /// All profiles with what they scale and nothing else; variables are of interest in the chosen one alone.
    private static Node.Entry scaling(Node.Entry profiles, @Nullable String chosen) {
        if (!(profiles.value() instanceof Node.Mapping all)) {
            return profiles;
        }
        List<Node.Entry> scaling = new ArrayList<>();
        for (Node.Entry profile : all.entries()) {
            if (profile.value() instanceof Node.Mapping said) {
                boolean filled = profile.key().text().equals(chosen);
                List<Node.Entry> factors = said.entries().stream()
                        .filter(entry ->
                                ProfileReader.KEYS.known().contains(entry.key().text()))
                        .filter(entry -> filled
                                || !(entry.value() instanceof Node.Scalar scalar
                                        && scalar.text().contains("${")))
                        .toList();
                scaling.add(new Node.Entry(profile.key(), new Node.Mapping(said.place(), factors)));
            }
        }
        return new Node.Entry(profiles.key(), new Node.Mapping(all.place(), scaling));
    }
}
