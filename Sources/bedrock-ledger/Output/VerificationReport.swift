import Ledger
import LedgerReports
import LosslessJSON

/// What a verification found, in every format of a report.
struct VerificationReport {
    private let verification: Verification

    /// A report on a verification.
    init(_ verification: Verification) {
        self.verification = verification
    }

    /// Prints the checks and the differences.
    func print(as format: OutputFormat) throws {
        switch format {
        case .table: try StandardOutput.write(Array(table.utf8))
        case .json: try StandardOutput.print(json)
        case .jsonl, .csv:
            var listing = Listing([.init("check"), .init("message")])
            for finding in verification.findings { listing.add([.text(finding.check), .text(finding.message)]) }
            try listing.print(as: format, name: "findings")
        }
    }

    private var table: String {
        var table = TextTable([.init("check"), .init("examined", .right), .init("differences", .right)])
        for check in verification.checks {
            let count = verification.findings.count { $0.check == check.name }
            table.add([check.name, String(check.examined), String(count)])
        }
        var text = table.text
        for finding in verification.findings {
            text += "\(finding.check): \(finding.message)".withoutTerminalControls + "\n"
        }
        if verification.findings.count == Verification.maximumFindings {
            text += "there may be more: the list ends at \(Verification.maximumFindings) differences\n"
        }
        guard verification.findings.isEmpty else { return text }
        let isOnlyChain = verification.checks.map(\.name) == ["chain"]
        return text + (isOnlyChain ? "every link of the chain agrees with its rows\n" : "every total equals its rows\n")
    }

    private var json: String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("ok")
        writer.boolean(verification.findings.isEmpty)
        writer.key("checks")
        writer.beginArray()
        for check in verification.checks {
            writer.beginObject()
            writer.member("check", check.name)
            writer.member("examined", check.examined)
            writer.endObject()
        }
        writer.endArray()
        writer.key("findings")
        writer.beginArray()
        for finding in verification.findings { finding.write(to: &writer) }
        writer.endArray()
        writer.endObject()
        return writer.text
    }
}

extension Verification.Finding {
    /// Writes the difference as a JSON object.
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("check", check)
        writer.member("message", message)
        writer.endObject()
    }
}
