/// The values of switches in variables and files.
enum Flag {
    /// `true` or `false` in any case; anything else is an error rather than a silent "no".
    static func boolean(_ text: String, at place: String) throws(CredentialError) -> Bool {
        switch text.lowercased() {
        case "true": return true
        case "false": return false
        default: throw CredentialError(.configuration, at: place, "is neither 'true' nor 'false'")
        }
    }
}
