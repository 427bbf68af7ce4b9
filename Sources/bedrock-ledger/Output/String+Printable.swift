extension String {
    /// The text with everything removed that would move a terminal's cursor, change its colours or turn the direction
    /// of writing: names come from outside, and a message is one line.
    var printable: String {
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            switch scalar.properties.generalCategory {
            case .lineSeparator, .paragraphSeparator: scalars.append(" ")
            case .control: if scalar == "\n" || scalar == "\t" { scalars.append(" ") }
            case .format where !scalar.properties.isJoinControl: continue
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}
