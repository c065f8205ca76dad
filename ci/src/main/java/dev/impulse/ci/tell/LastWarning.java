package dev.impulse.ci.tell;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Keeps what OpenTelemetry's SDK would write to the terminal, in the midst of the line there: the newest warning. Only
/// there does it say with which status a receiver refused.
final class LastWarning extends Handler {
    /// Held, since loggers that nobody holds are forgotten with their settings.
    private static final Logger LOGGER = Logger.getLogger("io.opentelemetry");

    private volatile String text = "it does not say why";

    /// From now on, for as long as the process runs.
    static LastWarning heard() {
        LastWarning warning = new LastWarning();
        warning.setFormatter(new SimpleFormatter());
        warning.setLevel(Level.WARNING);
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(warning);
        return warning;
    }

    @Override
    public void publish(LogRecord told) {
        if (isLoggable(told)) {
            text = getFormatter()
                    .formatMessage(told)
                    .strip()
                    .replaceFirst("^Failed to export metrics\\. ", "")
                    .replaceFirst("\\. Error message:$", "");
        }
    }

    String text() {
        return text;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        LOGGER.removeHandler(this);
    }
}
