import JSONRepair
import LosslessJSON

/// The JSON that tells what a repair did.
enum RepairReport {
    /// The report of one text, for people and tools.
    static func text(of result: RepairedJSON) -> [UInt8] {
        var writer = JSONWriter(layout: .pretty)
        writer.beginObject()
        writer.key("json")
        writer.value(result.value)
        write(result, to: &writer)
        writer.key("candidates")
        writer.number(result.candidateCount)
        writer.key("source")
        writer.beginObject()
        writer.key("start")
        writer.number(result.sourceRange.lowerBound)
        writer.key("end")
        writer.number(result.sourceRange.upperBound)
        writer.endObject()
        writer.endObject()
        return writer.bytes
    }

    /// The answer to one line of input, which must be an object with `id` and `input`.
    static func line(for line: InputLines.Line, number: Int, options: RepairOptions) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("id")
        do {
            let request = try line.json()
            if let id = request["id"] { writer.value(id) } else { writer.null() }
            if let input = request["input"]?.string {
                repair(input, options, into: &writer)
            } else {
                fail("line \(number): the member input must be a string", into: &writer)
            }
        } catch {
            writer.null()
            fail("line \(number): \(error)", into: &writer)
        }
        writer.endObject()
        return writer.bytes
    }

    private static func repair(_ input: String, _ options: RepairOptions, into writer: inout JSONWriter) {
        do throws(JSONRepairFailed) {
            let result = try parseJSON(input, options: options)
            writer.key("ok")
            writer.boolean(true)
            writer.key("json")
            writer.string(result.value.text)
            write(result, to: &writer)
        } catch {
            fail(error.description, into: &writer)
        }
    }

    private static func fail(_ reason: String, into writer: inout JSONWriter) {
        writer.key("ok")
        writer.boolean(false)
        writer.key("error")
        writer.string(reason)
    }

    private static func write(_ result: RepairedJSON, to writer: inout JSONWriter) {
        writer.key("step")
        writer.number(result.step)
        writer.key("repairs")
        writer.beginArray()
        for repair in result.repairs {
            writer.beginObject()
            writer.key("kind")
            writer.string(repair.kind.rawValue)
            writer.key("offset")
            writer.number(repair.offset)
            writer.key("before")
            writer.string(repair.before)
            writer.key("after")
            writer.string(repair.after)
            writer.endObject()
        }
        writer.endArray()
        writer.key("truncated")
        writer.boolean(result.isTruncated)
    }
}
