/// What generated images or video must look like for a price to hold.
public struct OutputCondition: Sendable, Hashable {
    /// The largest width in pixels.
    public var maximumWidth: Int64?
    /// The largest height in pixels.
    public var maximumHeight: Int64?
    /// The most denoising steps.
    public var maximumSteps: Int64?
    /// The quality by name.
    public var quality: String?
    /// The video resolution by name, such as `720p`.
    public var resolution: String?

    /// A condition that everything meets.
    public init() {}

    /// Whether an output meets the condition; `nil` where the request leaves open what decides it.
    func isMet(by output: OutputShape) -> Bool? {
        var isOpen = false
        func within(_ limit: Int64?, _ value: Int64?) -> Bool {
            guard let limit else { return true }
            guard let value else {
                isOpen = true
                return true
            }
            return value <= limit
        }
        func equal(_ wanted: String?, _ value: String?) -> Bool {
            guard let wanted else { return true }
            guard let value else {
                isOpen = true
                return true
            }
            return value == wanted
        }
        let isMet =
            within(maximumWidth, output.width) && within(maximumHeight, output.height)
            && within(maximumSteps, output.steps) && equal(quality, output.quality)
            && equal(resolution, output.resolution)
        return isMet && isOpen ? nil : isMet
    }
}

/// What a request asks generated images or video to look like.
struct OutputShape: Sendable, Hashable {
    var width: Int64?
    var height: Int64?
    var steps: Int64?
    var quality: String?
    var resolution: String?
}
