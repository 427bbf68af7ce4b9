/// What happened in a simulation: a hash over all of it, and the last lines.
struct EventLog {
    /// FNV-1a, which is the same in every process; Swift's own hashes are not.
    private(set) var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    private(set) var lastLines: [String] = []

    mutating func note(_ line: String) {
        for byte in line.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        if lastLines.count >= 12 { lastLines.removeFirst() }
        lastLines.append(line)
    }
}
