import Foundation
import LosslessJSON

/// Where the bytes of an image or a document are.
public enum MediaSource: Sendable, Hashable {
    /// In the request itself.
    case bytes([UInt8])
    /// In an object of S3, as `s3://bucket/key`.
    case s3(uri: String, bucketOwner: String? = nil)
}

/// An image in a message.
public struct ImageBlock: Sendable, Hashable {
    /// The format: `png`, `jpeg`, `gif` or `webp`.
    public var format: String
    /// Where its bytes are.
    public var source: MediaSource

    /// An image in a message.
    public init(format: String, source: MediaSource) {
        self.format = format
        self.source = source
    }
}

/// A document in a message.
public struct DocumentBlock: Sendable, Hashable {
    /// The format: `pdf`, `csv`, `doc`, `docx`, `xls`, `xlsx`, `html`, `txt` or `md`.
    public var format: String
    /// A name for the model to refer to, at most 200 characters.
    public var name: String
    /// Where its bytes are.
    public var source: MediaSource

    /// A document in a message.
    public init(format: String, name: String, source: MediaSource) {
        self.format = format
        self.name = name
        self.source = source
    }
}

extension MediaSource: JSONWritable {
    func write(into writer: inout JSONWriter) {
        writer.object { writer in
            switch self {
            case .bytes(let bytes): writer.member("bytes", Data(bytes).base64EncodedString())
            case .s3(let uri, let bucketOwner):
                writer.key("s3Location")
                writer.object { writer in
                    writer.member("uri", uri)
                    writer.member("bucketOwner", bucketOwner)
                }
            }
        }
    }
}

extension ImageBlock: JSONWritable {
    func write(into writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("format", format)
            writer.member("source", source)
        }
    }
}

extension DocumentBlock: JSONWritable {
    func write(into writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("format", format)
            writer.member("name", name)
            writer.member("source", source)
        }
    }
}
