/// Which texts inside a text element (`si`, `is`) are content: its own and those of its runs, but not how it is pronounced.
struct RichText {
  private let text: XMLStream.Name?
  private let phonetic: XMLStream.Name?
  private let run: XMLStream.Name?
  private let place: XMLStream.Name?
  private let strike: XMLStream.Name?
  private var isInText = false
  private var phoneticDepth = 0
  /// The run is raised, lowered or struck out: a footnote's mark, or what counts no more.
  private var isMarkedRun = false
  /// A part of the text is in such a run.
  private(set) var isMarked = false

  init(_ stream: XMLStream) {
    text = stream.interned("t")
    phonetic = stream.interned("rPh")
    run = stream.interned("r")
    place = stream.interned("vertAlign")
    strike = stream.interned("strike")
  }

  var takesText: Bool { isInText && phoneticDepth == 0 }

  mutating func begin() { (isInText, phoneticDepth, isMarkedRun, isMarked) = (false, 0, false, false) }

  mutating func start(_ stream: XMLStream) {
    let name = stream.name
    if name == text {
      isInText = true
      if isMarkedRun { isMarked = true }
    } else if name == phonetic {
      phoneticDepth += 1
    } else if name == run {
      isMarkedRun = false
    } else if name == place {
      if stream.attribute("val") != "baseline" { isMarkedRun = true }
    } else if name == strike {
      // Without a value, it is true (ECMA-376, part 1, 22.9.2.1).
      if !["0", "false", "off"].contains(stream.attribute("val") ?? "1") { isMarkedRun = true }
    }
  }

  mutating func end(_ name: XMLStream.Name?) {
    if name == text {
      isInText = false
    } else if name == phonetic {
      phoneticDepth -= 1
    } else if name == run {
      isMarkedRun = false
    }
  }
}
