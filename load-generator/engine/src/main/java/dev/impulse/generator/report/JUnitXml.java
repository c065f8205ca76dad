package dev.impulse.generator.report;

import dev.impulse.generator.Result;
import dev.impulse.generator.Verdict;
import dev.impulse.generator.judge.GateResult;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// A result as `junit.xml`, which pipelines show: the verdict is a test, and each gate in each phase is one. Where the
/// run is inconclusive, the verdict is an error, and the gates are skipped: none of them counts.
final class JUnitXml {

    private JUnitXml() {}

    static String text(Result result) {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            write(result, xml);
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("writing XML into memory failed", impossible);
        }
        return text + "\n";
    }

    private static void write(Result result, XMLStreamWriter xml) throws XMLStreamException {
        boolean inconclusive = result.verdict() == Verdict.INCONCLUSIVE;
        long missed = result.gates().stream().filter(gate -> !gate.met()).count();
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", printable(result.name()));
        xml.writeAttribute("tests", "" + (result.gates().size() + 1));
        xml.writeAttribute("failures", "" + (result.verdict() == Verdict.FAILED ? missed + 1 : 0));
        xml.writeAttribute("errors", inconclusive ? "1" : "0");
        xml.writeAttribute("skipped", "" + (inconclusive ? result.gates().size() : 0));
        xml.writeAttribute("timestamp", result.started().toString());
        xml.writeAttribute("time", "" + result.lasted().toMillis() / 1e3);
        startTestCase(xml, result, "verdict");
        if (result.verdict() != Verdict.PASSED) {
            xml.writeStartElement(inconclusive ? "error" : "failure");
            xml.writeAttribute("message", printable(result.verdict().text() + ": " + result.reason()));
            xml.writeCharacters(printable(String.join("\n", result.causes())));
            xml.writeEndElement();
        }
        xml.writeEndElement();
        for (var gate : result.gates()) {
            startTestCase(xml, result, gate.gate() + " (" + gate.phase() + ")");
            outcome(xml, gate, inconclusive);
            xml.writeEndElement();
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private static void startTestCase(XMLStreamWriter xml, Result result, String name) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", printable(result.name()));
        xml.writeAttribute("name", printable(name));
    }

    private static void outcome(XMLStreamWriter xml, GateResult gate, boolean inconclusive) throws XMLStreamException {
        if (inconclusive) {
            xml.writeEmptyElement("skipped");
            xml.writeAttribute("message", printable("inconclusive; " + gate.actual() + " cannot be trusted"));
        } else if (!gate.met()) {
            xml.writeEmptyElement("failure");
            xml.writeAttribute("message", printable(gate.actual() + " (expected: " + gate.gate() + ")"));
        } else {
            xml.writeStartElement("system-out");
            xml.writeCharacters(printable(gate.actual()));
            xml.writeEndElement();
        }
    }

    /// XML 1.0 has no form at all for control characters.
    private static String printable(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "\uFFFD");
    }
}
