import Dispatch
import Glibc

/// SIGHUP: the word to a service to read its configuration anew, unless it is the terminal that has hung up.
struct Hangup: ~Copyable {
    private let source: any DispatchSourceSignal

    /// Listens for as long as the value lives.
    ///
    /// A service that was started at a terminal ends with it, as programs do.
    init(_ reload: @escaping @Sendable () -> Void) {
        let hadTerminal = isatty(STDIN_FILENO) == 1
        signal(SIGHUP, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGHUP)
        source.setEventHandler {
            // A terminal that is gone has no foreground any more.
            if hadTerminal, tcgetpgrp(STDIN_FILENO) < 0 { kill(getpid(), SIGTERM) } else { reload() }
        }
        source.activate()
        self.source = source
    }

    deinit { source.cancel() }
}
