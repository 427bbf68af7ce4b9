import Dispatch
import Glibc
import Synchronization

/// The end that somebody asks for from outside: Ctrl-C (SIGINT), or SIGTERM.
enum Interruption {
    /// How long a command has to clean up behind itself, in milliseconds. What it does not finish by then is as safe as
    /// after a kill.
    private static let grace = Atomic(1000)

    private static let wasTerminated = Atomic(false)

    /// Waits for a command's work; on a signal cancels it, and ends the process where that does not end it in time.
    ///
    /// A signal that the caller had the process ignore, as shells do for jobs in the background, stays ignored.
    static func value(of work: Task<CommandStatus, Never>) async -> CommandStatus {
        let sources = [SIGINT, SIGTERM].filter { !isIgnored($0) }.map { number in
            let source = DispatchSource.makeSignalSource(signal: number)
            // It is not ignored until somebody listens: till then it ends the process as it ends any other, and none is
            // lost. To listen, Dispatch sets a handler of its own.
            source.setEventHandler {
                wasTerminated.store(number == SIGTERM, ordering: .relaxed)
                work.cancel()
                let grace = DispatchTimeInterval.milliseconds(grace.load(ordering: .relaxed))
                DispatchQueue.global().asyncAfter(deadline: .now() + grace) { _exit(128 + number) }
            }
            source.activate()
            return source
        }
        let status = await work.value
        // A source that is let go of stops listening.
        for source in sources { source.cancel() }
        return status == .interrupted && wasTerminated.load(ordering: .relaxed) ? .terminated : status
    }

    /// Gives the command another time to clean up: one that has calls of others under way needs more than the usual second.
    static func allow(milliseconds: Int64) {
        grace.store(Int(clamping: milliseconds), ordering: .relaxed)
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var present = sigaction()
        guard sigaction(number, nil, &present) == 0 else { return false }
        return unsafeBitCast(present.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
