package dev.impulse.measure.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder that stands for `/`, with what a kernel would tell.
record KernelFiles(Path root) {

    KernelFiles write(String path, String text) throws IOException {
        var file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    SystemFiles read() {
        return new SystemFiles(root);
    }
}
