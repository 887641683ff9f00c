import Synchronization
import Testing

@testable import Warehouse

/// Another program that uses the warehouse is waited for once, however many transactions meet it.
@Suite struct WarehousePatienceTests {
  private final class Count: Sendable {
    let value = Mutex(0)
    func add() { value.withLock { $0 += 1 } }
  }

  @Test func whatWasWaitedForInVainIsNotWaitedForAgain() {
    let told = Count()
    let patience = Patience(seconds: 0.6, shouldStop: { false }, tell: told.add)
    func tries() -> Int {
      var tries = 0
      while patience.wait(tries: tries) { tries += 1 }
      return tries
    }
    #expect(tries() > 5)
    #expect(tries() == 0, "the next transaction fails at once")
    #expect(told.value.withLock { $0 } == 1)
    patience.renew()
    #expect(tries() > 5)
    #expect(told.value.withLock { $0 } == 2)
  }

  @Test func whoIsToStopDoesNotWait() {
    let patience = Patience(seconds: 60, shouldStop: { true }, tell: {})
    #expect(!patience.wait(tries: 0))
  }
}
