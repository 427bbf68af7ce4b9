internal import Foundation

/// Waits a moment for those who were just answered and are about to ask again, before the next commit.
///
/// Of many callers who settle what they reserved, the first to come back would have a commit to itself, and all others
/// would wait for it: half of the commits would hold next to nothing. A single caller, or a few, never wait for anybody;
/// and where nobody comes back, the wait ends after a few naps.
struct Patience {
    /// From how many answers on it is worth waiting.
    static let crowd = 8
    /// How long a nap lasts, in seconds.
    private static let nap = 0.000_05
    /// After how many naps in which nobody came the wait is over.
    private static let idleNaps = 2
    private static let longest = Duration.milliseconds(2)

    private var answers = 0
    private var duration = Duration.zero

    /// Notes how many were answered by the last commit, and how long it took.
    mutating func noteAnswers(_ count: Int, after duration: Duration) {
        answers = count
        self.duration = duration
    }

    /// Takes the operations of the next commit.
    func take(from queue: JobQueue<WriteJob>, upTo limit: Int) -> [WriteJob]? {
        if answers >= Self.crowd { wait(for: min(answers, limit), in: queue) }
        return queue.take(upTo: limit, weight: \.weight)
    }

    private func wait(for count: Int, in queue: JobQueue<WriteJob>) {
        let end = ContinuousClock.now.advanced(by: min(duration / 8, Self.longest))
        var known = queue.count
        var idleNaps = 0
        while known < count, idleNaps < Self.idleNaps, ContinuousClock.now < end {
            Thread.sleep(forTimeInterval: Self.nap)
            let waiting = queue.count
            idleNaps = waiting > known ? 0 : idleNaps + 1
            known = waiting
        }
    }
}
