import Testing

@Suite("The project keeps its own rules")
struct TidyTests {
    @Test("A module imports only modules from rows above its own")
    func imports() throws {
        try expectNone(ImportRule(), below: ["Sources"])
    }

    @Test("Files and lines have their limits")
    func lengths() throws {
        try expectNone(LengthRule(), below: ["Sources", "Tests"])
    }

    @Test("No code stops the process on bad input or says that it is not done")
    func forbiddenCode() throws {
        try expectNone(ForbiddenCodeRule(), below: ["Sources"])
    }

    @Test("A type that the compiler cannot prove safe has its proof beside it")
    func uncheckedSendable() throws {
        try expectNone(UncheckedSendableRule(), below: ["Sources"])
    }

    @Test("No file names a place of the machine that it was written on")
    func machinePaths() throws {
        let extensions: Set = ["swift", "md", "json", "jsonl", "sql", "c", "h", "yml"]
        let files = ["Sources", "Tests", "docs", "Examples", "migrations", "rates"]
            .flatMap { Project.files(below: $0, withExtensions: extensions) }
        for path in files + ["Makefile", ".ci/run", "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
            #expect(MachinePathRule().violations(path: path, text: try Project.text(path)) == [])
        }
    }

    private func expectNone(_ rule: some SourceRule, below directories: [String]) throws {
        let sources = try Project.swiftSources(below: directories)
        #expect(sources.count > 20, "the sources were not found")
        #expect(sources.flatMap { rule.violations(in: $0) } == [])
    }
}
