/// The options of a job as CUPS hands them over: `name=value name2='two words' flag`.
struct JobOptions: Equatable {
  private var values: [String: String] = [:]

  /// Reads an option string; what makes no sense in it is passed over, for it isn't ours.
  init(_ text: String) {
    var word: [Character] = []
    var quote: Character?
    var isEscaped = false
    for character in text + " " {
      if isEscaped {
        word.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word.append(character) }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == " " || character == "\t" {
        add(String(word))
        word = []
      } else {
        word.append(character)
      }
    }
  }

  private mutating func add(_ word: String) {
    guard let equals = word.firstIndex(of: "=") else { return }
    values[String(word[..<equals])] = String(word[word.index(after: equals)...])
  }

  /// An option's value; nil where the job doesn't have it.
  subscript(name: String) -> String? { values[name] }
}
