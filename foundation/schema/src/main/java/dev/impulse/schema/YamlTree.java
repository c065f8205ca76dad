package dev.impulse.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// Builds the tree of one document out of the parser's events. Used once, by one thread.
final class YamlTree {

    /// Far beyond what a person writes; keeps the stack short.
    private static final int DEEPEST = 100;
    /// How many values aliases may stand for in all: a file of a few lines could name billions.
    private static final int MOST_BY_ALIAS = 100_000;

    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setSchema(new CoreSchema()).build();

    private static final Map<String, Node.Type> TYPES = Map.of(
            Tag.INT.getValue(), Node.Type.INTEGER,
            Tag.FLOAT.getValue(), Node.Type.DECIMAL,
            Tag.BOOL.getValue(), Node.Type.BOOLEAN,
            Tag.NULL.getValue(), Node.Type.NOTHING);

    private final String file;
    private final int[] source;
    private final Consumer<Mistake> mistakes;
    private final Iterator<Event> events;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private int values;

    /// @param size how many values the node holds, itself included
    private record Anchored(Node node, int size) {}

    /// Ends the reading: after this mistake the rest of the text means nothing.
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Mistake mistake;

        Unreadable(Mistake mistake) {
            super(mistake.text(), null, false, false);
            this.mistake = mistake;
        }
    }

    private YamlTree(String file, String text, Consumer<Mistake> mistakes) {
        this.file = file;
        this.source = text.codePoints().toArray();
        this.mistakes = mistakes;
        this.events = new Parse(SETTINGS).parseString(text).iterator();
    }

    /// The document's value; null after a mistake that leaves none.
    static @Nullable Node read(String file, String text, Consumer<Mistake> mistakes) {
        String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try {
            return new YamlTree(file, unmarked, mistakes).document();
        } catch (Unreadable e) {
            mistakes.accept(e.mistake);
        } catch (RuntimeException e) {
            // Beside its own exceptions the parser has let others through for odd texts (NumberFormatException for
            // one); a text
            // that it cannot read is the text's mistake all the same.
            mistakes.accept(SyntaxMistake.of(file, unmarked, e));
        }
        return null;
    }

    private Node document() throws Unreadable {
        Event event = next();
        while (event.getEventId() == Event.ID.StreamStart || event.getEventId() == Event.ID.DocumentStart) {
            event = next();
        }
        if (event.getEventId() == Event.ID.StreamEnd) {
            throw new Unreadable(new Mistake(new Place(file, 1, 1), "", "an empty file", "keys with values"));
        }
        Node root = node(event, "", 0);
        event = next();
        if (event.getEventId() == Event.ID.DocumentEnd) {
            event = next();
        }
        if (event.getEventId() != Event.ID.StreamEnd) {
            mistakes.accept(new Mistake(place(event), "", "a second document after ---", "one document in a file"));
        }
        return root;
    }

    private Event next() {
        return events.next();
    }

    private Node node(Event event, String path, int depth) throws Unreadable {
        if (depth > DEEPEST) {
            throw new Unreadable(
                    new Mistake(place(event), "", "values inside values, " + DEEPEST + " deep", "fewer levels"));
        }
        int before = values++;
        return switch (event) {
            case ScalarEvent scalar -> anchored(scalar.getAnchor(), scalar(scalar), before);
            case SequenceStartEvent start -> anchored(start.getAnchor(), sequence(start, path, depth), before);
            case MappingStartEvent start -> anchored(start.getAnchor(), mapping(start, path, depth), before);
            case AliasEvent alias -> resolved(alias, path);
            default -> throw new IllegalStateException("event: " + event);
        };
    }

    private Node.Sequence sequence(Event start, String path, int depth) throws Unreadable {
        List<Node> items = new ArrayList<>();
        for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            items.add(node(event, path + "[" + items.size() + "]", depth + 1));
        }
        return new Node.Sequence(place(start), items);
    }

    private Node.Mapping mapping(Event start, String path, int depth) throws Unreadable {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            Node key = node(event, path, depth + 1);
            if (!(key instanceof Node.Scalar name)) {
                throw new Unreadable(new Mistake(key.place(), path, "a list or mapping as a key", "a text as a key"));
            }
            String keyPath = path.isEmpty() ? name.text() : path + "." + name.text();
            Node value = node(next(), keyPath, depth + 1);
            Node.Entry first = entries.putIfAbsent(name.text(), new Node.Entry(name, value));
            if (first != null) {
                Place there = first.key().place();
                mistakes.accept(new Mistake(
                        name.place(),
                        keyPath,
                        "a key that was there before, in line " + there.line(),
                        "each key once"));
            }
        }
        return new Node.Mapping(place(start), List.copyOf(entries.values()));
    }

    private Node.Scalar scalar(ScalarEvent event) {
        Node.Type type = event.getTag()
                .map(tag -> TYPES.getOrDefault(tag, Node.Type.TEXT))
                .orElseGet(() -> type(event.getValue(), event.getImplicit().canOmitTagInPlainScalar()));
        Node.Form form = event.isPlain() ? Node.Form.PLAIN : Node.Form.QUOTED;
        return new Node.Scalar(place(event), event.getValue(), type, lead(event), form);
    }

    /// What a text is that stands in a file without quotes.
    static Node.Type typeOf(String text) {
        return type(text, true);
    }

    private static Node.Type type(String text, boolean plain) {
        String tag =
                SETTINGS.getSchema().getScalarResolver().resolve(text, plain).getValue();
        return TYPES.getOrDefault(tag, Node.Type.TEXT);
    }

    private int lead(ScalarEvent event) {
        Optional<Mark> mark = event.getStartMark();
        if (mark.isEmpty()) {
            return -1;
        }
        int lead = event.isPlain() ? 0 : 1;
        int from = mark.get().getIndex() + lead;
        int[] text = event.getValue().codePoints().toArray();
        if (from + text.length > source.length) {
            return -1;
        }
        for (int i = 0; i < text.length; i++) {
            if (source[from + i] != text[i] || text[i] == '\n') {
                return -1;
            }
        }
        return lead;
    }

    private Node anchored(Optional<Anchor> anchor, Node node, int before) {
        anchor.ifPresent(name -> anchors.put(name, new Anchored(node, values - before)));
        return node;
    }

    private Node resolved(AliasEvent alias, String path) throws Unreadable {
        Anchored anchored = anchors.get(alias.getAlias());
        String name = alias.getAlias().getValue();
        if (anchored == null) {
            List<String> known =
                    anchors.keySet().stream().map(Anchor::getValue).sorted().toList();
            String advice = known.isEmpty() ? "&" + name + " before it" : Nearest.advice(name, known);
            throw new Unreadable(new Mistake(place(alias), path, "*" + name + " stands for nothing", advice));
        }
        values += anchored.size();
        if (values > MOST_BY_ALIAS && anchored.size() > 1) {
            throw new Unreadable(
                    new Mistake(place(alias), path, "more than " + MOST_BY_ALIAS + " values by aliases", "fewer"));
        }
        return anchored.node();
    }

    private Place place(Event event) {
        return event.getStartMark()
                .map(mark -> new Place(file, mark.getLine() + 1, mark.getColumn() + 1))
                .orElseGet(() -> Place.of(file));
    }
}
