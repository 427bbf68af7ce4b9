import LedgerReports
import Logging
import LosslessJSON
import Pricing

/// Writes each event of a log as one line of JSON, for machines to read.
struct JSONLogHandler: LogHandler {
    /// The least level that is written.
    var logLevel = Logger.Level.warning
    /// What every line says besides.
    var metadata: Logger.Metadata = [:]
    /// What the surroundings of an event add to it.
    var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let write: @Sendable (String) -> Void
    private let now: @Sendable () -> Timestamp

    /// A handler.
    ///
    /// - Parameters:
    ///   - label: Whose log it is.
    ///   - now: The time.
    ///   - write: Takes a line, without its end.
    init(
        label: String, now: @escaping @Sendable () -> Timestamp = { .now() },
        write: @escaping @Sendable (String) -> Void
    ) {
        self.label = label
        self.now = now
        self.write = write
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var fields = metadata
        fields.merge(metadataProvider?.get() ?? [:]) { _, new in new }
        fields.merge(event.metadata ?? [:]) { _, new in new }
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("time", now())
        writer.member("level", event.level.rawValue)
        writer.member("logger", label)
        writer.member("message", "\(event.message)")
        if let error = event.error { writer.member("error", "\(error)") }
        for (key, value) in fields.sorted(by: { $0.key < $1.key }) {
            writer.key(key)
            Self.add(value, to: &writer)
        }
        writer.endObject()
        write(writer.text)
    }

    /// Metadata is the program's own, and its depth with it.
    private static func add(_ value: Logger.Metadata.Value, to writer: inout JSONWriter) {
        switch value {
        case .string(let text): writer.string(text)
        case .stringConvertible(let value): writer.string("\(value)")
        case .array(let values):
            writer.beginArray()
            for value in values { add(value, to: &writer) }
            writer.endArray()
        case .dictionary(let members):
            writer.beginObject()
            for (key, value) in members.sorted(by: { $0.key < $1.key }) {
                writer.key(key)
                add(value, to: &writer)
            }
            writer.endObject()
        }
    }
}
