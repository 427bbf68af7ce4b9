extension VerificationError: CustomStringConvertible {
    /// What is wrong, and what the sender can do about it.
    public var description: String {
        switch self {
        case .malformedRequest(let fault): "the request cannot be verified: \(fault)"
        case .missingAuthorization: "the request is not signed: the Authorization header is missing"
        case .unsupportedAlgorithm: "the Authorization header must begin with \(AuthorizationHeader.algorithm)"
        case .querySignature: "signatures in the query are not accepted; sign with headers"
        case .malformedAuthorization(.structure):
            "the Authorization header must have Credential, SignedHeaders and Signature once each"
        case .malformedAuthorization(let part): "\(part.rawValue) in the Authorization header is malformed"
        case .missingHeader(let name): "the header \(name) is missing"
        case .duplicateHeader(let name): "the header \(name) is there twice"
        case .unsignedHost: "the header host must be signed"
        case .unsignedHeader(let name): "the header \(name) must be signed"
        case .malformedDate: "X-Amz-Date must be a time as 20261123T190000Z"
        case .scopeMismatch: "the credential's day, region or service is not the expected one"
        case .expired(let signed, let now): "Signature expired: \(signed) is too long before \(now); check the clock"
        case .notYetValid(let signed, let now):
            "Signature not yet current: \(signed) is too long after \(now); check the clock"
        case .unknownKey: "the access key id is unknown"
        case .expiredCredentials: "the credentials have expired; get new ones"
        case .sessionTokenMismatch: "the session token does not belong to the access key id"
        case .unsignedBody: "the body must be signed"
        case .unsupportedBodyHash:
            "X-Amz-Content-SHA256 must be the hash of the body; chunk signatures are not accepted"
        case .bodyHashMismatch: "the body is not the one that was signed"
        case .signatureMismatch:
            "the signature does not match; check the secret access key and what changes requests on their way"
        }
    }
}

extension VerificationError {
    /// The name of the exception that AWS answers with, for the header `x-amzn-ErrorType`.
    public var awsErrorType: String {
        switch self {
        case .malformedRequest: "ValidationException"
        case .missingAuthorization: "MissingAuthenticationTokenException"
        case .unsupportedAlgorithm, .querySignature, .malformedAuthorization, .missingHeader, .duplicateHeader,
            .malformedDate:
            "IncompleteSignatureException"
        case .unknownKey, .sessionTokenMismatch: "UnrecognizedClientException"
        case .expiredCredentials: "ExpiredTokenException"
        case .unsignedHost, .unsignedHeader, .scopeMismatch, .expired, .notYetValid, .unsignedBody,
            .unsupportedBodyHash, .bodyHashMismatch, .signatureMismatch:
            "InvalidSignatureException"
        }
    }

    /// The status of the answer: 400 for what is malformed, 403 for everything else.
    public var httpStatus: Int {
        switch awsErrorType {
        case "ValidationException", "IncompleteSignatureException": 400
        default: 403
        }
    }
}
