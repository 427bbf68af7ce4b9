public import ArgumentParser
public import Logging

/// What a service writes about itself on standard error, and how.
struct LogOptions: ParsableArguments {
    /// How an event is written.
    enum Form: String, CaseIterable, ExpressibleByArgument {
        /// For people.
        case text
        /// One JSON object a line, for machines.
        case json
    }

    @Option(help: "How events are written on standard error: text, or json with one object a line.")
    var logFormat = Form.text

    @Option(help: "The least that is written: error, warning, notice, info (retries too), debug (each call too).")
    var logLevel = Logger.Level.warning

    /// The log that is meant.
    var logger: Logger {
        var logger = Logger(label: "bedrock-ledger") { label in
            switch logFormat {
            case .text: StreamLogHandler.standardError(label: label)
            case .json: JSONLogHandler(label: label) { StandardError.note($0) }
            }
        }
        logger.logLevel = logLevel
        return logger
    }

    /// Says something that whoever started the service has to know, whatever the level.
    func say(_ text: String) {
        guard logFormat == .json else { return StandardError.note(text) }
        var logger = logger
        logger.logLevel = .notice
        logger.notice("\(text)")
    }
}

extension Logger.Level: @retroactive ExpressibleByArgument {}
