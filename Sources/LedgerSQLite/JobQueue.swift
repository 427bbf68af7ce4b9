internal import Dispatch
internal import Synchronization

/// A queue of work for threads that block: pushed to from anywhere, taken from by the threads.
final class JobQueue<Job: Sendable>: Sendable {
    private struct State {
        var waiting: [Job] = []
        var isClosed = false
    }

    /// Why work was not taken in.
    enum Refusal {
        /// More is waiting than the queue may hold.
        case full
        /// The queue was closed.
        case closed
    }

    private let capacity: Int
    private let state = Mutex(State())
    private let arrivals = DispatchSemaphore(value: 0)

    /// An empty queue.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Adds work at the end.
    ///
    /// - Returns: Why it was not taken in; `nil` where it was.
    func push(_ job: Job) -> Refusal? {
        let refusal: Refusal? = state.withLock { state in
            guard !state.isClosed else { return .closed }
            guard state.waiting.count < capacity else { return .full }
            state.waiting.append(job)
            return nil
        }
        if refusal == nil { arrivals.signal() }
        return refusal
    }

    /// Waits for work and takes the oldest: one job at least, and no more than have a weight together.
    ///
    /// - Returns: `nil` once the queue is closed and empty.
    func take(upTo limit: Int, weight: (Job) -> Int) -> [Job]? {
        while true {
            arrivals.wait()
            let (taken, isOver) = state.withLock { state in
                var sum = 0
                var count = 0
                for job in state.waiting {
                    sum += max(weight(job), 1)
                    guard count == 0 || sum <= limit else { break }
                    count += 1
                }
                var taken: [Job] = []
                if count == state.waiting.count {
                    swap(&taken, &state.waiting)
                } else {
                    taken = Array(state.waiting[..<count])
                    state.waiting.removeFirst(count)
                }
                return (taken, taken.isEmpty && state.isClosed)
            }
            if isOver {
                // The next thread is to see the end too.
                arrivals.signal()
                return nil
            }
            // A signal may be left over for work that was taken together with earlier work.
            if !taken.isEmpty { return taken }
        }
    }

    /// How much is waiting.
    var count: Int { state.withLock { $0.waiting.count } }

    /// Takes in no more work; what is waiting is still done.
    func close() {
        state.withLock { $0.isClosed = true }
        arrivals.signal()
    }
}
