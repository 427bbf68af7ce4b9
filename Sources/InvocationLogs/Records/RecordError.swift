/// Why an object is no invocation log record that can be recorded.
struct RecordError: Error {
    let reason: String
}
