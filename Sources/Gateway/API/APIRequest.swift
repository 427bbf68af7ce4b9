import AWSSigning

/// A request of the API: the route that it takes, what is variable in its path, and its query.
struct APIRequest: Sendable {
    let route: APIRoute
    /// What stands for the name in braces; empty for a path without one.
    let name: String
    let query: APIQuery

    /// Finds the route of a request.
    ///
    /// - Throws: ``APIProblem`` for a path that is none, a method that is not for it, or a parameter that it does not take.
    init(_ head: ReceivedHead) throws(APIProblem) {
        let path = head.path
        let matches = APIRoute.all.compactMap { route in
            Self.name(in: path, by: route.path).map { (route: route, name: $0) }
        }
        guard !matches.isEmpty else {
            throw APIProblem(
                .notFound, "there is no such path; GET /api/v1/openapi.json describes those that there are")
        }
        let method = head.method == "HEAD" ? "GET" : head.method
        guard let match = matches.first(where: { $0.route.method == method }) else {
            let allowed = matches.map(\.route.method).sorted().joined(separator: ", ")
            var problem = APIProblem(.methodNotAllowed, "this path takes \(allowed)")
            problem.allowed = allowed
            problem.headers = [HeaderField("Allow", allowed)]
            throw problem
        }
        route = match.route
        name = match.name
        query = try APIQuery(head.target.dropFirst(path.count + 1), taking: match.route.parameters)
    }

    /// What stands in a path for the name in braces of a template; `nil` where the path is another one.
    private static func name(in path: Substring, by template: String) -> String? {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        let expected = template.split(separator: "/", omittingEmptySubsequences: false)
        guard segments.count == expected.count else { return nil }
        var name = ""
        for (segment, expected) in zip(segments, expected) {
            if expected.hasPrefix("{") {
                guard let decoded = PercentEncoding.decodedSegment(segment), !decoded.isEmpty else { return nil }
                name = decoded
            } else if segment != expected {
                return nil
            }
        }
        return name
    }
}
