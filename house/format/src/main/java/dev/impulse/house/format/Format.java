package dev.impulse.house.format;

import java.io.IOException;
import java.nio.file.Path;

/// The command that formats the tree: `java … dev.impulse.house.format.Format FOLDER`.
public final class Format {

    private Format() {}

    /// Rewrites each Java file below the folder that is not formatted, and names it. Exits with 1 when a file cannot be
    /// read as Java.
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("usage: Format FOLDER");
            System.exit(2);
        }
        var tree = new SourceTree(Path.of(arguments[0]));
        boolean failed = false;
        for (var file : tree.unformatted()) {
            switch (file) {
                case SourceTree.Unformatted.Differs differs -> {
                    differs.rewrite();
                    System.out.println("formatted " + differs.place());
                }
                case SourceTree.Unformatted.Unreadable unreadable -> {
                    failed = true;
                    System.err.println(unreadable.text());
                }
            }
        }
        System.exit(failed ? 1 : 0);
    }
}
