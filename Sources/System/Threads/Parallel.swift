import Dispatch

/// Work that is done on all processors at once.
package enum Parallel {
  /// The results of `body` for each element, in the order of the elements.
  ///
  /// - Parameter body: is called from several threads at once.
  package static func map<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ body: @Sendable (Element) -> Result
  ) -> [Result] {
    guard elements.count > 1 else { return elements.map(body) }
    return [Result](unsafeUninitializedCapacity: elements.count) { results, count in
      // Each thread writes to places of its own.
      nonisolated(unsafe) let start = results.baseAddress!
      DispatchQueue.concurrentPerform(iterations: elements.count) { i in
        (start + i).initialize(to: body(elements[i]))
      }
      count = elements.count
    }
  }
}
