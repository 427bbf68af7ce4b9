import ArgumentParser
import Dashboard
import Gateway
import Ledger
import Logging
import Pricing

/// Serves the dashboard of a ledger, without a gateway.
struct DashboardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dashboard",
        abstract: "Serve the dashboard of a ledger to browsers of this machine; the ledger is only read.",
        discussion: """
            Prints its address once it accepts connections, and serves until it is interrupted. A gateway serves the same \
            page at /dashboard. docs/dashboard.md tells what it shows.

            EXAMPLES:
              bedrock-ledger dashboard
              bedrock-ledger dashboard --listen 127.0.0.1:8081 --ledger ledger.db
            """)

    @Option(help: ArgumentHelp("The loopback address to listen on; port 0 takes a free one.", valueName: "host:port"))
    var listen = ListenAddress(host: "127.0.0.1", port: 0)

    @OptionGroup var log: LogOptions
    @OptionGroup var rates: RatesOptions
    @OptionGroup var ledger: LedgerOptions

    func validate() throws {
        guard listen.isLoopback else {
            throw ValidationError("\(listen.host) is not loopback, and nobody has to log in here; serve has a login")
        }
    }

    func run() async throws {
        let version = try rates.card().version
        try await ledger.withReadOnlyLedger { store in
            let logger = log.logger
            let site = DashboardSite(store: store, ratesVersion: { version }, clock: { .now() })
            let server = DashboardServer(site: site, host: listen.host, port: listen.port, logger: logger) { address in
                try? StandardOutput.print("listening on \(address.url)")
                StandardError.note("open \(address.url)/dashboard in a browser")
            }
            do {
                try await ShieldedService(server, grace: 500, logger: logger).end()
            } catch  where !Task.isCancelled {
                throw CommandFailure(.failure, "\(listen.defaultValueDescription) cannot be listened on: \(error)")
            } catch {
                // Stopped by whoever asked for it: that is how the command ends.
            }
        }
    }
}
