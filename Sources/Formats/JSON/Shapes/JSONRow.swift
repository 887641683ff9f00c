import Model
import Words

/// Splits one array of values, known to be well formed, into the fields of a header.
final class JSONRow: JSONFields {
  let slots: UnsafeMutablePointer<FieldBytes>
  let unnamed: [Int] = []
  private let header: [String]
  private let shape: JSONShape
  /// The field of each value of the array; -1 for none.
  private let places: [Int]
  private var side = JSONSide()

  /// - Parameter kept: the place of each column of the header in the array; `count`: the values of an array.
  init(header: [String], kept: [Int], count: Int, shape: JSONShape) {
    self.header = header
    self.shape = shape
    var places = [Int](repeating: -1, count: count)
    for (slot, place) in kept.enumerated() { places[place] = slot }
    self.places = places
    slots = .allocate(capacity: max(header.count, 1))
    slots.initialize(repeating: .absent, count: max(header.count, 1))
  }

  deinit { slots.deallocate() }

  func clear() { for i in header.indices { slots[i] = .absent } }

  func read(_ bytes: UnsafeBufferPointer<UInt8>) -> JSONOutcome {
    clear()
    if let defect = JSONText.defect(in: bytes, beginningWith: UInt8(ascii: "["), "an array") { return .defect(defect) }
    side.begin(bytes)
    var defect: String?
    var found = 0
    var p = JSONRaw.blanks(bytes.baseAddress! + 1)
    while p.pointee != UInt8(ascii: "]") {
      if p.pointee == UInt8(ascii: ",") { p = JSONRaw.blanks(p + 1) }
      let end = JSONRaw.value(p)
      let slot = found < places.count ? places[found] : -1
      found += 1
      if slot >= 0 {
        switch p.pointee {
        case UInt8(ascii: "n"): break
        case UInt8(ascii: "\""):
          let text = side.text(p + 1, end - p - 2)
          slots[slot] = text.field
          if let flaw = text.flaw { defect = defect ?? "'\(header[slot])' contains \(flaw.words)" }
        case UInt8(ascii: "{"), UInt8(ascii: "["):
          if shape.asText.contains(header[slot]) {
            slots[slot] = FieldBytes(start: p, count: end - p)
          } else {
            defect = defect ?? "'\(header[slot])' is \(JSONText.kind(p.pointee)), expected a single value"
          }
        default:
          if !shape.hasNotNumbers || !JSONRaw.isNotANumber(p) { slots[slot] = FieldBytes(start: p, count: end - p) }
        }
      }
      p = JSONRaw.blanks(end)
    }
    if found != places.count { defect = "\(English.count(found, "value")), expected \(places.count)" }
    return defect.map { .defect($0) } ?? .fields
  }
}
