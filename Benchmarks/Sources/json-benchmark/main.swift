import Foundation
import JSONRepair
import LosslessJSON

if CommandLine.arguments.count > 1 {
    for sample in Samples.adversarial(ofBytes: 1 << 20, only: CommandLine.arguments[1])
    where sample.name == CommandLine.arguments[1] {
        for _ in 0..<20 { _ = try? parseJSON(sample.bytes) }
    }
    exit(0)
}
// All figures come from one run on one machine, so the ratios hold where the milliseconds do not.
let clean = Samples.document(ofBytes: 1 << 20)
let strict = Measurement.median { _ = try? JSONValue.parse(clean) }
let foundation = Measurement.median { _ = try? JSONSerialization.jsonObject(with: Data(clean)) }

print("clean document: \(clean.count) bytes")
Report.line("strict parse", milliseconds: strict, bytes: clean.count)
Report.line("JSONSerialization", milliseconds: foundation, bytes: clean.count)
Report.ratio("JSONSerialization / strict parse", foundation / strict, goal: "at least 5")

/// Time per byte against the strict parse of a clean document.
func ratio(of sample: Sample, to clean: [UInt8]) -> (milliseconds: Double, perByte: Double) {
    let time = Measurement.compare({ _ = try? parseJSON(sample.bytes) }, to: { _ = try? JSONValue.parse(clean) })
    return (time.milliseconds, time.ratio * Double(clean.count) / Double(sample.bytes.count))
}

print("\nrepair, against the strict parse of the clean document")
for sample in Samples.damaged(clean) {
    let time = ratio(of: sample, to: clean)
    Report.line(sample.name, milliseconds: time.milliseconds, bytes: sample.bytes.count)
    Report.ratio("  ratio per byte", time.perByte, goal: sample.goal ?? "at most 4")
}

print("\nadversarial input, time per byte against the clean document")
for sample in Samples.adversarial(ofBytes: 1 << 20) {
    Report.ratio(sample.name, ratio(of: sample, to: clean).perByte, goal: "at most 4")
}

print("\nadversarial input of 1, 4 and 16 MiB, time per byte against a clean document of that size")
for size in [1, 4, 16] {
    let clean = Samples.document(ofBytes: size << 20)
    for name in Samples.growing {
        for sample in Samples.adversarial(ofBytes: size << 20, only: name) where sample.name == name {
            Report.ratio("\(name), \(size) MiB", ratio(of: sample, to: clean).perByte, goal: "at most 4")
        }
    }
}
