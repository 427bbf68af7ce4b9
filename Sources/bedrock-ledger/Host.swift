import Glibc

/// What a command takes from the machine that it runs on.
enum Host {
    /// The name that the process's user logs in with.
    static var loginName: String {
        if let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name { return String(cString: name) }
        return "uid-\(geteuid())"
    }

    /// A variable of the environment; one that is set to nothing counts as absent.
    static func variable(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }
}
