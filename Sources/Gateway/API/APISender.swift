import AWSSigning
import HTTPTypes
import HummingbirdCore
import LedgerReports
import NIOCore

/// Sends answers of the API, with the headers that keep them out of caches and of browsers' guesses.
enum APISender {
    static func send(_ answer: APIAnswer, isHead: Bool, writer: consuming ResponseWriter) async throws {
        switch answer {
        case .whole(let reply):
            var reply = reply
            reply.headers = privacy + reply.headers
            try await reply.send(isHead: isHead, writer: writer)
        case .export(let export, let headers):
            var body = try await writer.writeHead(
                HTTPResponse(status: .ok, headerFields: HTTPFields(privacy + headers)))
            // A page is read once the client has taken the one before it; what fails half-way breaks the connection off.
            if !isHead { try await export.write { try await body.write(ByteBuffer(bytes: $0)) } }
            try await body.finish(nil)
        }
    }

    private static let privacy = [
        HeaderField("Cache-Control", "no-store"), HeaderField("X-Content-Type-Options", "nosniff"),
    ]
}
