import Synchronization

/// Collects numbers from concurrent tasks, in the order they come.
final class Recorder: Sendable {
    private let state = Mutex<[Int]>([])

    var values: [Int] { state.withLock { $0 } }

    func append(_ value: Int) {
        state.withLock { $0.append(value) }
    }
}
