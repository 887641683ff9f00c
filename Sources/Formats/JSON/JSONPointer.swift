/// A JSON pointer (RFC 6901) split into its steps.
struct JSONPointer {
  let steps: ArraySlice<String>

  /// A key as a step of a pointer.
  static func step(_ key: String) -> String { key.replacing("~", with: "~0").replacing("/", with: "~1") }

  init(_ text: String) {
    steps =
      text.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { step in
        step.split(separator: "~1", omittingEmptySubsequences: false)
          .map { $0.split(separator: "~0", omittingEmptySubsequences: false).joined(separator: "~") }
          .joined(separator: "/")
      }[...]
  }
}
