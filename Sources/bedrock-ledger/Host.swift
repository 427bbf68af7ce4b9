import Glibc

/// What a command takes from the machine that it runs on.
enum Host {
    /// The name that the process's user logs in with.
    static var loginName: String {
        if let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name { return String(cString: name) }
        return "uid-\(geteuid())"
    }

    /// Fills the places of standard input, output and error that the caller left closed, before a file of ours takes
    /// one and gets to hold what was meant for a terminal. What fills them cannot be written, so that output that is
    /// lost is noticed.
    static func fillStandardDescriptors() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", O_RDONLY)
        }
    }

    /// Those variables of the environment that name a proxy.
    static var proxyVariables: [String: String] {
        var variables: [String: String] = [:]
        for name in ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "REQUEST_METHOD"] {
            for name in [name, name.lowercased()] { variables[name] = variable(name) }
        }
        return variables
    }

    /// A variable of the environment; one that is set to nothing counts as absent.
    static func variable(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }
}
