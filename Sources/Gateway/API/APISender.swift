import AWSSigning
import HTTPTypes
import HummingbirdCore
import LedgerReports
import NIOCore

/// Sends answers of the API, with the headers that keep them out of caches and of browsers' guesses.
enum APISender {
    /// How much of a whole answer is written at a time, so that a slow reader is seen to read.
    private static let pieceBytes = 64 << 10

    static func send(_ answer: APIAnswer, isHead: Bool, writer: consuming ResponseWriter) async throws {
        switch answer {
        case .whole(let reply):
            var fields = Self.fields(reply.headers)
            if reply.status != 204 { fields[.contentLength] = String(reply.body.count) }
            var body = try await writer.writeHead(
                HTTPResponse(status: .init(code: reply.status), headerFields: fields))
            var rest = isHead ? [] : reply.body[...]
            while !rest.isEmpty {
                try await body.write(ByteBuffer(bytes: rest.prefix(pieceBytes)))
                rest = rest.dropFirst(pieceBytes)
            }
            try await body.finish(nil)
        case .export(let export, let headers):
            var body = try await writer.writeHead(HTTPResponse(status: .ok, headerFields: Self.fields(headers)))
            // A page is read once the client has taken the one before it; what fails half-way breaks the connection off.
            if !isHead { try await export.write { try await body.write(ByteBuffer(bytes: $0)) } }
            try await body.finish(nil)
        }
    }

    private static func fields(_ headers: [HeaderField]) -> HTTPFields {
        var fields = HTTPFields()
        fields[.cacheControl] = "no-store"
        fields[.xContentTypeOptions] = "nosniff"
        for header in headers {
            if let name = HTTPField.Name(header.name) { fields.append(HTTPField(name: name, value: header.value)) }
        }
        return fields
    }
}
