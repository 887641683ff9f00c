/// Different values in the order in which they came first, so that each is stated once.
struct Pool<Item: Hashable> {
  private(set) var items: [Item] = []
  private var places: [Item: Int] = [:]

  mutating func place(of item: Item) -> Int {
    if let place = places[item] { return place }
    places[item] = items.count
    items.append(item)
    return items.count - 1
  }
}
