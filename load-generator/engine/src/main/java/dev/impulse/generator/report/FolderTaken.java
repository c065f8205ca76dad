package dev.impulse.generator.report;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/// Another run writes into the folder at this moment.
public final class FolderTaken extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    FolderTaken(Path folder) {
        super(folder + ": another run writes into it at this moment");
    }
}
