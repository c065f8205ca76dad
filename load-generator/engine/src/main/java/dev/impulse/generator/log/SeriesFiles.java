package dev.impulse.generator.log;

import dev.impulse.generator.LoadTest;
import dev.impulse.generator.measure.SeriesKey;
import dev.impulse.load.ErrorKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which file holds which series, and under which tags. One thread.
///
/// Without a tag stand the response times of all that ended, failed ones included: what HdrHistogram's tools show when
/// they are not asked for a tag. Whatever has a tag is another time, or a part of those.
final class SeriesFiles {
    static final String UNTAGGED = "";
    static final String FAILED = "failed/";
    static final String NOT_STARTED = "not_started";
    static final String ENDING = ".hlog";

    private final LoadTest test;
    private final int mostRequests;
    private final FileNames phaseNames = new FileNames();
    private final Map<Place, Folder> folders = new HashMap<>();
    private final Map<Integer, PhaseFolder> phases = new HashMap<>();
    private final Map<SeriesKey, Series> series = new HashMap<>();

    /// Where a series is written.
    ///
    /// @param tags one line under each
    record Series(LogFile file, List<String> tags) {}

    private record Place(int phase, int testCase) {}

    private static final class PhaseFolder {
        private final String path;
        private final FileNames names = new FileNames();
        private int requests;

        private PhaseFolder(String path) {
            this.path = path;
        }
    }

    /// The files of a test case in a phase.
    private static final class Folder {
        private final LogFile own;
        private final FileNames names = new FileNames();
        private final Map<String, LogFile> requests = new HashMap<>();
        private @Nullable LogFile shared;

        private Folder(LogFile own) {
            this.own = own;
        }
    }

    /// @param mostRequests so many requests of a phase have a file of their own
    SeriesFiles(LoadTest test, int mostRequests) {
        this.test = test;
        this.mostRequests = mostRequests;
    }

    Series of(SeriesKey key) {
        return series.computeIfAbsent(key, this::made);
    }

    /// The file of a test case, or of its requests of one name; null when there is none.
    @Nullable
    LogFile find(int phase, int testCase, @Nullable String request) {
        var folder = folders.get(new Place(phase, testCase));
        if (folder == null) {
            return null;
        }
        return request == null ? folder.own : folder.requests.get(request);
    }

    private Series made(SeriesKey key) {
        var folder = folders.computeIfAbsent(new Place(key.phase(), key.testCase()), this::folder);
        var request = key.request();
        var file = request == null
                ? folder.own
                : folder.requests.computeIfAbsent(request, name -> requestFile(key.phase(), folder, name));
        return new Series(file, tags(key));
    }

    private Folder folder(Place place) {
        var phase = test.phases().get(place.phase()).name();
        var testCase = test.testCases().get(place.testCase()).name();
        var parent = phaseFolder(place.phase());
        return new Folder(new LogFile(parent.path + "/" + parent.names.next(testCase) + ENDING, phase, testCase, null));
    }

    private PhaseFolder phaseFolder(int phase) {
        return phases.computeIfAbsent(
                phase,
                first ->
                        new PhaseFolder(phaseNames.next(test.phases().get(phase).name())));
    }

    private LogFile requestFile(int phase, Folder folder, String request) {
        if (phaseFolder(phase).requests++ < mostRequests) {
            return requestFile(folder, folder.names.next(request), request);
        }
        var shared = folder.shared;
        if (shared == null) {
            shared = requestFile(folder, folder.names.next("other requests"), LogFile.SHARED);
            folder.shared = shared;
        }
        return shared;
    }

    private static LogFile requestFile(Folder folder, String name, String request) {
        var parent = folder.own.path().substring(0, folder.own.path().length() - ENDING.length());
        return new LogFile(parent + "/" + name + ENDING, folder.own.phase(), folder.own.testCase(), request);
    }

    private static List<String> tags(SeriesKey key) {
        return switch (key.kind()) {
            case RESPONSE -> {
                var outcome = key.outcome();
                if (outcome == null) {
                    yield List.of(UNTAGGED);
                }
                yield outcome == ErrorKind.NOT_STARTED ? List.of(NOT_STARTED) : List.of(UNTAGGED, tag(outcome));
            }
            case SERVICE, LATENESS, WAITING, CONNECT, TLS -> List.of(key.kind().text());
        };
    }

    /// Tags may not hold blanks.
    static String tag(ErrorKind outcome) {
        return FAILED + outcome.text().replace(' ', '_');
    }
}
