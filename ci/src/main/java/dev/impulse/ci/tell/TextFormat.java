package dev.impulse.ci.tell;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The forms in which metrics are written, the one that is given to whoever takes any first.
enum TextFormat {
    /// OpenMetrics 1.0.
    OPEN_METRICS("application", "openmetrics-text", OpenMetricsTextFormatWriter.create()),
    /// Prometheus' own, version 0.0.4, which came before it.
    PROMETHEUS("text", "plain", PrometheusTextFormatWriter.create());

    private final String type;
    private final String subtype;

    @SuppressWarnings("ImmutableEnumChecker") // It is immutable, which its type does not say.
    private final ExpositionFormatWriter writer;

    TextFormat(String type, String subtype, ExpositionFormatWriter writer) {
        this.type = type;
        this.subtype = subtype;
        this.writer = writer;
    }

    ExpositionFormatWriter writer() {
        return writer;
    }

    String contentType() {
        return writer.getContentType();
    }

    /// The one that is wanted most, by RFC 9110, section 12.5.1. Who wants none of them is given the first all the
    /// same: an answer that can be looked at says more than a status.
    ///
    /// @param accept the header field's value; null when there is none
    static TextFormat wanted(@Nullable String accept) {
        TextFormat best = OPEN_METRICS;
        double most = 0;
        for (TextFormat format : values()) {
            double quality = accept == null ? 1 : format.quality(accept);
            if (quality > most) {
                best = format;
                most = quality;
            }
        }
        return best;
    }

    /// What the most exact range that covers it says of it; 0 when none does.
    private double quality(String accept) {
        double quality = 0;
        int exactness = 0;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = range.split(";", -1);
            int exact = exactness(parts[0].strip());
            double own = exact == 0 ? 0 : quality(parts);
            if (exact > exactness || exact == exactness && own > quality) {
                exactness = exact;
                quality = own;
            }
        }
        return quality;
    }

    private int exactness(String range) {
        if (range.equals(type + "/" + subtype)) {
            return 3;
        }
        if (range.equals(type + "/*")) {
            return 2;
        }
        return range.equals("*/*") ? 1 : 0;
    }

    private static double quality(String[] parameters) {
        for (String parameter : parameters) {
            String stripped = parameter.strip();
            if (stripped.matches("q=[01](\\.[0-9]{0,3})?")) {
                return Double.parseDouble(stripped.substring(2));
            }
        }
        return 1;
    }
}
