package dev.impulse.generator.log;

import org.jspecify.annotations.Nullable;

/// A file of the log: of one phase and test case, or of one request of it.
///
/// @param path below the folder of histograms, parted by `/`, such as `peak/checkout/pay.hlog`
/// @param request null for the triggers; empty where many requests share it
record LogFile(
        String path,
        String phase,
        String testCase,
        @Nullable String request) {

    /// Where the requests are whose names came when there were too many files already.
    static final String SHARED = "";
}
