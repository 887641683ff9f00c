/// The place of one value in the document. Containers may be filled in any order; the parts are assembled at the end.
final class Slot {
  enum Kind { case scalar(JSON), array, object }

  /// A value that encodes nothing is an object without keys.
  var kind = Kind.object
  var elements: [Slot] = []
  private var members: [(key: String, slot: Slot)] = []

  var document: JSON {
    switch kind {
    case .scalar(let json): json
    case .array: .array(elements.map(\.document))
    case .object: .object(members.map { ($0.key, $0.slot.document) })
    }
  }

  func element() -> Slot {
    elements.append(Slot())
    return elements[elements.count - 1]
  }

  /// If a property is encoded twice, the later value replaces the earlier one in its place.
  func member(_ key: String) -> Slot {
    let slot = Slot()
    if let i = members.firstIndex(where: { $0.key == key }) {
      members[i].slot = slot
    } else {
      members.append((key, slot))
    }
    return slot
  }
}
