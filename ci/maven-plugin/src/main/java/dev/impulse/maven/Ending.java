package dev.impulse.maven;

import java.io.IOException;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// How a run ended.
///
/// @param message for whoever reads the build
record Ending(Kind kind, String message) {

    enum Kind {
        PASSED,
        FAILED,
        INCONCLUSIVE,
        NO_VERDICT
    }

    /// @param code the command's
    /// @param result the run's folder, in which there may be another run's result when there is no verdict
    static Ending of(int code, Path result) throws IOException {
        String where = "\nresult  " + result.resolve("summary.md");
        return switch (code) {
            case 0 -> new Ending(Kind.PASSED, "load test passed" + where);
            case 1 -> new Ending(Kind.FAILED, "load test " + reason(result) + where);
            case 2 -> new Ending(Kind.INCONCLUSIVE, "load test " + reason(result) + where);
            case 3 -> none(code, "there are mistakes in the file, a scenario or the call");
            case 4 -> none(code, "the environment failed");
            case 5 -> none(code, "the results could not be written");
            default -> none(code, "the command did not come to its end");
        };
    }

    private static Ending none(int code, String why) {
        return new Ending(
                Kind.NO_VERDICT,
                "load test without a verdict: " + why + " (exit code " + code + "); see the lines above");
    }

    /// The verdict with its reason, and each gate that was not met, as `junit.xml` words them.
    private static String reason(Path result) throws IOException {
        StringBuilder reason = new StringBuilder();
        Document document = parsed(result.resolve("junit.xml"));
        NodeList cases = document.getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            if (cases.item(i) instanceof Element testCase) {
                for (String kind : new String[] {"error", "failure"}) {
                    if (testCase.getElementsByTagName(kind).item(0) instanceof Element missed) {
                        reason.append(reason.isEmpty() ? "" : "\n  ").append(missed.getAttribute("message"));
                    }
                }
            }
        }
        return reason.toString();
    }

    private static Document parsed(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(file.toFile());
        } catch (ParserConfigurationException | SAXException unreadable) {
            throw new IOException(file + ": " + unreadable.getMessage(), unreadable);
        }
    }
}
