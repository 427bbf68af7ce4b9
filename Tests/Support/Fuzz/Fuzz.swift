import Foundation
import Fuzzing
import Synchronization

/// Offers bad input to everything that reads what others wrote, and tells what it found.
///
/// `Fuzz [TARGET…] [--count N] [--seconds S] [--seed S] [--from N]` runs the targets, all of them unless told, until
/// each had N inputs or took S seconds. An input follows from the seed and its number: `--from N --count 1` repeats one.
/// The program ends with 1 where a property did not hold, an input took longer than ten seconds or the memory ran out.
@main
struct Fuzz {
    /// What a signal's handler says was being read.
    static let current = Atomic<UInt64>(0)
    static let currentTarget = Atomic<Int>(0)
    /// More than this of memory is a finding by itself.
    private static let maximumMemory: UInt = 1 << 30

    struct Options {
        var targets: [String] = []
        var count: UInt64 = 100_000
        var seconds = Int64.max
        var seed: UInt64 = 1
        var first: UInt64 = 0
    }

    static func main() async {
        guard let options = parse(CommandLine.arguments.dropFirst()) else {
            print("usage: Fuzz [TARGET…] [--count N] [--seconds S] [--seed S] [--from N]")
            print("targets: " + FuzzTarget.all.map(\.name).joined(separator: " "))
            exit(64)
        }
        watch()
        print("seed \(options.seed)\n")
        print("| target | inputs | accepted | inputs a second | slowest input | peak memory | findings |")
        print("|---|---|---|---|---|---|---|")
        var hasFindings = false
        for (index, target) in FuzzTarget.all.enumerated()
        where options.targets.isEmpty || options.targets.contains(target.name) {
            currentTarget.store(index, ordering: .relaxed)
            if await run(target, options) > 0 { hasFindings = true }
        }
        exit(hasFindings ? 1 : 0)
    }

    private static func run(_ target: FuzzTarget, _ options: Options) async -> Int {
        forgetPeakMemory()
        let clock = ContinuousClock()
        let start = clock.now
        var last = start
        var (number, accepted, findings) = (options.first, 0, 0)
        var slowest = Duration.zero
        while number < options.first + options.count, start.duration(to: last).components.seconds < options.seconds {
            current.store(number, ordering: .relaxed)
            if number % 256 == 0 || options.count == 1 { alarm(10) }
            do {
                if try await target.run(seed: options.seed, number: number) { accepted += 1 }
            } catch {
                findings += 1
                if findings <= 5 {
                    print("\(target.name) --seed \(options.seed) --from \(number) --count 1: \(error)")
                    print(
                        String(decoding: target.input(seed: options.seed, number: number), as: UTF8.self)
                            .debugDescription)
                }
            }
            let now = clock.now
            slowest = max(slowest, last.duration(to: now))
            last = now
            number += 1
        }
        alarm(0)
        let inputs = number - options.first
        let seconds = max(start.duration(to: last) / .seconds(1), 1e-9)
        let milliseconds = slowest / .milliseconds(1)
        print(
            "| \(target.name) | \(inputs) | \(percent(accepted, of: inputs)) | \(Int(Double(inputs) / seconds)) |"
                + " \(Int(milliseconds.rounded(.up))) ms | \(peakMemory() >> 20) MiB | \(findings) |")
        fflush(nil)
        return findings
    }

    private static func percent(_ part: Int, of whole: UInt64) -> String {
        "\(Int((Double(part) * 100 / Double(max(whole, 1))).rounded())) %"
    }

    private static func parse(_ arguments: ArraySlice<String>) -> Options? {
        var options = Options()
        var rest = arguments
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("--") else {
                guard FuzzTarget.all.contains(where: { $0.name == argument }) else { return nil }
                options.targets.append(argument)
                continue
            }
            guard let number = rest.popFirst().flatMap({ UInt64($0) }) else { return nil }
            switch argument {
            case "--count": options.count = number
            case "--seconds": options.seconds = Int64(clamping: number)
            case "--seed": options.seed = number
            case "--from": options.first = number
            default: return nil
            }
        }
        return options
    }

    /// Tells the number of the input before a crash, a hang or an allocation beyond the limit ends the process.
    private static func watch() {
        var limit = rlimit(rlim_cur: rlim_t(maximumMemory), rlim_max: rlim_t(maximumMemory))
        setrlimit(__rlimit_resource_t(UInt32(RLIMIT_DATA.rawValue)), &limit)
        for signal in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGALRM] {
            Foundation.signal(signal) { signal in
                let name = FuzzTarget.all[Fuzz.currentTarget.load(ordering: .relaxed)].name
                let number = Fuzz.current.load(ordering: .relaxed)
                let what = signal == SIGALRM ? "hangs within 256 inputs from" : "crashes with signal \(signal) at"
                let line = "\(name) \(what) input \(number)\n"
                _ = line.withCString { write(STDOUT_FILENO, $0, strlen($0)) }
                _exit(1)
            }
        }
    }

    /// The most memory that was resident since it was last forgotten, in bytes.
    private static func peakMemory() -> Int {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return 0 }
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(separator: " ").compactMap { Int($0) }.first ?? 0) << 10
    }

    private static func forgetPeakMemory() {
        guard let file = fopen("/proc/self/clear_refs", "w") else { return }
        fputs("5", file)
        fclose(file)
    }
}
