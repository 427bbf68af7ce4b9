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

print("\nrepair, against the strict parse of the clean document")
for sample in Samples.damaged(clean) {
    let time = Measurement.median { _ = try? parseJSON(sample.bytes) }
    Report.line(sample.name, milliseconds: time, bytes: sample.bytes.count)
    if let goal = sample.goal {
        Report.ratio("  ratio per byte", time / strict * Double(clean.count) / Double(sample.bytes.count), goal: goal)
    } else {
        Report.ratio("  ratio per byte", time / strict * Double(clean.count) / Double(sample.bytes.count))
    }
}

print("\nadversarial input, time per byte against the clean document")
for sample in Samples.adversarial(ofBytes: 1 << 20) {
    let time = Measurement.median { _ = try? parseJSON(sample.bytes) }
    let ratio = time / strict * Double(clean.count) / Double(sample.bytes.count)
    Report.ratio(sample.name, ratio, goal: "at most 4")
}
