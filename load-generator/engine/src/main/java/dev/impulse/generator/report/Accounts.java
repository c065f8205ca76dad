package dev.impulse.generator.report;

import dev.impulse.generator.Result;
import dev.impulse.generator.Result.Ledger;
import dev.impulse.generator.judge.Figures;
import java.util.ArrayList;
import java.util.List;

/// What a reader must know beside the figures: ledgers in which something is missing, closed models, notes.
final class Accounts {

    private Accounts() {}

    static List<String> lines(Result result) {
        var lines = new ArrayList<String>();
        for (var phase : result.phases()) {
            for (var testCase : phase.testCases()) {
                var ledger = testCase.ledger();
                if (!ledger.balances() || ledger.started() != ledger.planned() || ledger.unfinished() > 0) {
                    lines.add(phase.name() + ", " + testCase.name() + ": " + sums(ledger));
                }
            }
        }
        result.phases().stream()
                .flatMap(phase -> phase.testCases().stream())
                .filter(testCase -> testCase.users() > 0)
                .map(testCase -> testCase.name() + ": closed model, " + Figures.count(testCase.users())
                        + (testCase.users() == 1 ? " user" : " users")
                        + ": when the system is slow it is asked less, so these times flatter it")
                .distinct()
                .forEach(lines::add);
        lines.addAll(result.notes());
        return lines;
    }

    private static String sums(Ledger ledger) {
        return "planned " + Figures.count(ledger.planned()) + " = started " + Figures.count(ledger.started())
                + " + not started " + Figures.count(ledger.notStarted()) + " + unaccounted "
                + Figures.count(ledger.unaccounted()) + "; started = ok " + Figures.count(ledger.ok()) + " + failed "
                + Figures.count(ledger.failed()) + " + unfinished " + Figures.count(ledger.unfinished())
                + (ledger.balances() ? "" : " (does not balance)");
    }
}
