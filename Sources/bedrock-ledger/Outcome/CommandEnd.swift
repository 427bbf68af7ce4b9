import ArgumentParser
import Glibc
import Ledger

/// The one place where errors become messages and exit codes.
enum CommandEnd {
    /// Says what went wrong, in one line on standard error, and gives the exit code.
    ///
    /// Help and version requests reach this place as errors too; they are printed on standard output.
    static func report(_ error: any Error) -> CommandStatus {
        switch error {
        case let end as QuietExit:
            return end.status
        case is CancellationError:
            return .interrupted
        case let failure as CommandFailure:
            StandardError.error(failure.message)
            return failure.status
        case let error as LedgerError:
            return report(CommandFailure(error))
        case let error where BedrockLedgerCommand.exitCode(for: error) == .success:
            return printHelp(BedrockLedgerCommand.fullMessage(for: error))
        case let error where BedrockLedgerCommand.exitCode(for: error) == .validationFailure:
            StandardError.error(usageMessage(BedrockLedgerCommand.fullMessage(for: error)))
            return .usage
        default:
            StandardError.error("\(error)")
            return .failure
        }
    }

    private static func printHelp(_ text: String) -> CommandStatus {
        do {
            try StandardOutput.print(text)
            return .success
        } catch {
            return report(error)
        }
    }

    /// The parser's message of several lines as one: what is wrong, what the argument is for, where to read more.
    static func usageMessage(_ text: String) -> String {
        var message = ""
        var remedy = ""
        for line in text.split(separator: "\n") {
            let line = line.trimmingPrefix { $0 == " " }
            if line.hasPrefix("Error: ") {
                message = String(line.dropFirst(7))
            } else if line.hasPrefix("Help: ") {
                // The argument's own name stands before the two spaces; the message has it already.
                let help = line.dropFirst(6).trimmingPrefix { $0 == " " }
                let start = help.firstRange(of: "  ")?.upperBound ?? help.startIndex
                message += " (\(help[start...]))"
            } else if line.hasPrefix("See '"), let end = line.lastIndex(of: "'") {
                remedy = "; see \(line[line.index(line.startIndex, offsetBy: 4)...end])"
            }
        }
        return (message.isEmpty ? "the command line is incomplete" : message) + remedy
    }
}
