import Glibc

/// A thread that normalizes and closes its queue; `join` gives its report or throws its error.
final class NormalizerThread: @unchecked Sendable {
  private let queue: BatchQueue
  private let body: () throws -> NormalizingReport
  private var result: Result<NormalizingReport, any Error>?
  private var thread = pthread_t()

  init(queue: BatchQueue, body: @escaping () throws -> NormalizingReport) {
    self.queue = queue
    self.body = body
  }

  func start() {
    // Not `pthread_attr_t()`: if Dispatch is imported too, the compiler picks a different initializer.
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    defer { attributes.deallocate() }
    pthread_attr_init(attributes)
    // SQLite's parser and the readers need a larger stack than the 512 kB that some systems give.
    pthread_attr_setstacksize(attributes, 8 << 20)
    pthread_create(
      &thread, attributes,
      { context in
        let work = Unmanaged<NormalizerThread>.fromOpaque(context!).takeRetainedValue()
        work.run()
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    pthread_attr_destroy(attributes)
  }

  private func run() {
    do {
      let report = try body()
      result = .success(report)
      queue.close()
    } catch {
      result = .failure(error)
      queue.close(error)
    }
  }

  func join() throws -> NormalizingReport {
    pthread_join(thread, nil)
    return try result!.get()
  }
}
