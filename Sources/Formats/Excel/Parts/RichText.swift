/// Which texts inside a text element (`si`, `is`) are content: its own and those of its runs, but not how it is pronounced.
struct RichText {
  /// A part of a text that may be a footnote's mark, or counts no more.
  struct Mark: Hashable {
    enum Place { case raised, lowered, struck }

    var text: String
    var place: Place
  }

  private let text: XMLStream.Name?
  private let phonetic: XMLStream.Name?
  private let run: XMLStream.Name?
  private let alignment: XMLStream.Name?
  private let strike: XMLStream.Name?
  private var isInText = false
  private var phoneticDepth = 0
  /// How the run is set apart; nil where it is not.
  private var place: Mark.Place?
  /// Where the text of the current run begins in the memory that gets it.
  private var start = 0
  /// The raised texts that are no content.
  private let skipped: Set<String>
  /// The runs that are set apart.
  private(set) var marks: [Mark] = []

  /// - Parameter skipped: raised texts that are no content.
  init(_ stream: XMLStream, skipping skipped: Set<String>) {
    self.skipped = skipped
    text = stream.interned("t")
    phonetic = stream.interned("rPh")
    run = stream.interned("r")
    alignment = stream.interned("vertAlign")
    strike = stream.interned("strike")
  }

  var takesText: Bool { isInText && phoneticDepth == 0 }

  mutating func begin() {
    (isInText, phoneticDepth, place) = (false, 0, nil)
    if !marks.isEmpty { marks = [] }
  }

  /// - Parameter count: the length of the memory that gets the text.
  mutating func start(_ stream: XMLStream, at count: Int) {
    let name = stream.name
    if name == text {
      isInText = true
      start = count
    } else if name == phonetic {
      phoneticDepth += 1
    } else if name == run {
      place = nil
    } else if name == alignment {
      let value = stream.attribute("val")
      if value != "baseline", place == nil { place = value == "subscript" ? .lowered : .raised }
    } else if name == strike {
      // Without a value, it is true (ECMA-376, part 1, 22.9.2.1).
      if !["0", "false", "off"].contains(stream.attribute("val") ?? "1") { place = .struck }
    }
  }

  /// - Parameter bytes: the memory that got the text, from which a run that is no content is taken.
  mutating func end(_ name: XMLStream.Name?, _ bytes: inout [UInt8]) {
    if name == text {
      isInText = false
      guard let place, phoneticDepth == 0, start < bytes.count else { return }
      let mark = String(decoding: bytes[start...], as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(
        separator: " ")
      if place == .raised, skipped.contains(mark) {
        bytes.removeSubrange(start...)
      } else {
        marks.append(Mark(text: mark, place: place))
      }
    } else if name == phonetic {
      phoneticDepth -= 1
    } else if name == run {
      place = nil
    }
  }
}
