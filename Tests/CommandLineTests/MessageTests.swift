import Ledger
import Testing

@testable import bedrock_ledger

@Suite("Messages are one line that says what to do")
struct MessageTests {
    @Test("The parser's message of several lines becomes one")
    func usageMessage() {
        let text = """
            Error: The value 'x' is invalid for '--limit <usd>'
            Help:  --limit <usd>  The cap of one window.
            Usage: bedrock-ledger budget set <name> --limit <usd>
              See 'bedrock-ledger budget set --help' for more information.
            """
        #expect(
            CommandEnd.usageMessage(text)
                == "The value 'x' is invalid for '--limit <usd>' (The cap of one window.); "
                + "see 'bedrock-ledger budget set --help'")
    }

    @Test(
        "Every kind of ledger error has its exit code",
        arguments: [
            (.invalidInput, .usage), (.notFound, .failure), (.conflict, .failure), (.wrongState, .failure),
            (.busy, .database), (.full, .database), (.unavailable, .database), (.damaged, .database),
            (.incompatible, .database), (.unknownOutcome, .database),
        ] as [(LedgerError.Code, CommandStatus)])
    func exitCodes(code: LedgerError.Code, status: CommandStatus) {
        #expect(CommandFailure(LedgerError(code, "what happened")) == CommandFailure(status, "what happened"))
    }
}
