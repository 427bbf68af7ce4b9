public import AWSSigning

extension Sequence<HeaderField> {
    /// The value of the first header of a name, whatever its case; nil without one.
    public func value(of name: String) -> String? {
        let name = name.lowercased()
        return first { $0.name.lowercased() == name }?.value
    }
}
