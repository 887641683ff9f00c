/// Which texts inside a text element (`si`, `is`) are content: its own and those of its runs, but not how it is pronounced.
struct RichText {
  private let text: XMLStream.Name?
  private let phonetic: XMLStream.Name?
  private var isInText = false
  private var phoneticDepth = 0

  init(_ stream: XMLStream) {
    text = stream.interned("t")
    phonetic = stream.interned("rPh")
  }

  var takesText: Bool { isInText && phoneticDepth == 0 }

  mutating func begin() { (isInText, phoneticDepth) = (false, 0) }

  mutating func start(_ name: XMLStream.Name?) {
    if name == text { isInText = true } else if name == phonetic { phoneticDepth += 1 }
  }

  mutating func end(_ name: XMLStream.Name?) {
    if name == text { isInText = false } else if name == phonetic { phoneticDepth -= 1 }
  }
}
