internal import CAssets

extension ManagementAPI {
    /// The OpenAPI document, as it is compiled in.
    static let openAPI: [UInt8] = {
        let asset = ledger_api_description()
        return Array(UnsafeRawBufferPointer(start: asset.bytes, count: asset.size))
    }()
}
