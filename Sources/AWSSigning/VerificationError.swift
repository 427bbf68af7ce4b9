/// Why a request is not believed to come from whom it says.
///
/// Nothing of it repeats a secret or the value of a header.
public enum VerificationError: Error, Sendable, Hashable {
    /// A part of the value of the `Authorization` header.
    public enum AuthorizationPart: String, Sendable, Hashable {
        /// The parts as a whole: one is absent, unknown or there twice.
        case structure
        /// The access key id and the scope.
        case credential = "Credential"
        /// The names of the signed headers, which have to be in lower case, sorted and without repetition.
        case signedHeaders = "SignedHeaders"
        /// The signature, which has to be 64 lower-case hexadecimal digits.
        case signature = "Signature"
    }

    /// The request has no canonical form, or one that a sender can spell in two ways.
    case malformedRequest(RequestFault)
    /// There is no `Authorization` header.
    case missingAuthorization
    /// The `Authorization` header does not say `AWS4-HMAC-SHA256`.
    case unsupportedAlgorithm
    /// The signature is in the query, as in a presigned URL; only headers are accepted.
    case querySignature
    /// A part of the `Authorization` header is not as it has to be.
    case malformedAuthorization(AuthorizationPart)
    /// This header has to be there, because every request needs it or because it is said to be signed.
    case missingHeader(String)
    /// This header must not be there twice.
    case duplicateHeader(String)
    /// The signature does not cover `Host`.
    case unsignedHost
    /// The signature does not cover this header, which the policy demands.
    case unsignedHeader(String)
    /// `X-Amz-Date` is no time in the basic form of ISO 8601.
    case malformedDate
    /// The request was signed for another day than its date, or for another region or service than the policy's.
    case scopeMismatch
    /// The request was signed longer ago than the tolerance.
    case expired(signed: UTCTime, now: UTCTime)
    /// The request was signed further in the future than the tolerance.
    case notYetValid(signed: UTCTime, now: UTCTime)
    /// Nobody has this access key.
    case unknownKey
    /// The credentials of this access key have ceased to be valid.
    case expiredCredentials
    /// The session token is not the one of the access key.
    case sessionTokenMismatch
    /// The body is not covered by the signature, and the policy demands it.
    case unsignedBody
    /// `X-Amz-Content-SHA256` is neither a hash nor `UNSIGNED-PAYLOAD`; bodies signed chunk by chunk are not accepted.
    case unsupportedBodyHash
    /// The signature is right, but the body is not the one that was signed.
    case bodyHashMismatch
    /// The signature is not that of this request by this access key.
    case signatureMismatch
}
