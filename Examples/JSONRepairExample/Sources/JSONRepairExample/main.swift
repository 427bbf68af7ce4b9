import JSONRepair

/// What the program asked the model for.
struct Recipe: Decodable {
    var name: String
    var servings: Int
    var steps: [String]
}

let answer = """
    Sure! Here is the recipe you asked for [1]:
    ```json
    {
      name: 'Pancakes',        // a classic
      "servings": 4,
      "steps": ["Mix", "Wait for "about" an hour", "Fry",],
    }
    ```
    """

do {
    let result = try parseJSON(answer)
    print(result.value)
    for repair in result.repairs {
        print(
            "\(repair.kind) at byte \(repair.offset): \(repair.before.debugDescription) → \(repair.after.debugDescription)"
        )
    }
    // A text that was cut must not be acted on as if it were whole.
    guard result.isTruncated == false else { throw CancellationError() }
    let recipe = try result.decode(Recipe.self)
    print("\(recipe.name) for \(recipe.servings): \(recipe.steps.joined(separator: ", "))")
} catch let failure as JSONRepairFailed {
    print(failure.description)
}

// The same answer as it arrives, piece by piece.
var stream = JSONRepairStream()
for chunk in answer.split(separator: " ", omittingEmptySubsequences: false) {
    if let partial = stream.append(String(chunk) + " ") { print("so far: \(partial.value["steps"]?.count ?? 0) steps") }
}
