import AWSSigning
import HTTPTypes
import HummingbirdCore
import NIOCore

extension WholeReply {
    /// How much is written at a time, so that a slow reader is seen to read.
    private static let pieceBytes = 64 << 10

    /// Sends the answer; of one to a HEAD request only the head.
    ///
    /// - Throws: What the connection throws.
    func send(isHead: Bool, writer: consuming ResponseWriter) async throws {
        var fields = HTTPFields(headers)
        if status != 204 { fields[.contentLength] = String(body.count) }
        var output = try await writer.writeHead(HTTPResponse(status: .init(code: status), headerFields: fields))
        var rest = isHead ? [] : body[...]
        while !rest.isEmpty {
            try await output.write(ByteBuffer(bytes: rest.prefix(Self.pieceBytes)))
            rest = rest.dropFirst(Self.pieceBytes)
        }
        try await output.finish(nil)
    }
}

extension HTTPFields {
    /// The headers whose names HTTP allows, in their order.
    init(_ headers: [HeaderField]) {
        self.init()
        for header in headers {
            if let name = HTTPField.Name(header.name) { append(HTTPField(name: name, value: header.value)) }
        }
    }
}
