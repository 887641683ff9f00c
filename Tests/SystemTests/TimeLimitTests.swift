import Foundation
import System
import Testing

@Suite struct TimeLimitTests {
  private struct Mistake: Error {}

  @Test func whatTheWorkReturnsOrThrowsIsPassedOn() throws {
    #expect(try TimeLimit.run(seconds: 60) { 7 } == 7)
    #expect(throws: Mistake.self) { try TimeLimit.run(seconds: 60) { throw Mistake() } }
  }

  @Test func workThatDoesNotEndIsGivenUp() throws {
    let end = DispatchSemaphore(value: 0)
    #expect(
      try TimeLimit.run(seconds: 0) {
        end.wait()
        return 7
      } == nil)
    end.signal()
  }
}
