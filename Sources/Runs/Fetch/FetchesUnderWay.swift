import Fetching
import Foundation
import Manifest
import Model
import System

/// The requests of a run while they are under way, those of each host in a queue of its own. What they bring is stored on the thread of the
/// run, as it comes: what is there can be loaded while a slow publisher is still waited for.
///
/// Nothing is stored before a host has agreed with the machine's clock, by which it will be dated, or all have answered.
final class FetchesUnderWay {
  private let step: FetchStep
  private let fetcher: Fetcher
  private let command: RunCommand
  /// When the asking began, in seconds since 1970.
  private let began: Int
  private let queues: FetchQueues
  /// The names of the datasets whose publishers have not answered.
  private var awaited: Set<String>
  /// What came and is not stored yet.
  private var waiting: [(dataset: DatasetManifest, answer: DatasetAnswer)] = []
  private var isClockConfirmed = false
  private var clockRemarks: [String] = []

  /// What came of the datasets that have answered and are stored.
  private(set) var outcomes: [String: DatasetOutcome] = [:]

  /// Starts the requests.
  ///
  /// - Parameter command: to be typed again once the clock is right.
  init(_ step: FetchStep, for datasets: [DatasetManifest], command: RunCommand) {
    self.step = step
    self.command = command
    let project = step.project
    fetcher = project.newFetcher(temporaryFolder: project.temporaryFolder)
    began = project.clock.secondsSince1970()
    awaited = Set(datasets.map(\.name))
    let limited = fetcher.limited(to: project.configuration.runTimeoutSeconds)
    queues = FetchQueues(
      datasets, runSeconds: project.configuration.runTimeoutSeconds,
      datasetSeconds: project.configuration.datasetTimeoutSeconds
    ) { [step] dataset in step.ask(dataset, within: limited) }
  }

  /// Whether a dataset's outcome is still to come.
  func isAwaited(_ dataset: String) -> Bool {
    awaited.contains(dataset) || waiting.contains { $0.dataset.name == dataset }
  }

  /// Whether what is loaded may be dated by the machine's clock: a host has agreed with it, or all have answered.
  var isClockSettled: Bool { isClockConfirmed || awaited.isEmpty }

  /// Whether any outcome is still to come.
  var isUnderWay: Bool { !awaited.isEmpty || !waiting.isEmpty }

  /// Whether an edition came that was not there before.
  var hasNews: Bool { outcomes.values.contains { $0.kind == .new } }

  /// Waits for the next answer, and stores what may be stored.
  ///
  /// - Returns: false if all had answered.
  /// - Throws: ``Problem`` if two hosts contradict the machine's clock; nothing is stored or noted then.
  func advance() throws -> Bool {
    guard !awaited.isEmpty else { return false }
    let next = queues.next { .nothing(Self.givenUp($0), nil) }
    awaited.remove(next.dataset.name)
    waiting.append(next)
    let clocks = HostClocks(fetcher.news, step.project.clock)
    isClockConfirmed = isClockConfirmed || clocks.isConfirmed
    if awaited.isEmpty {
      do {
        clockRemarks = try clocks.remarks(command: command, hasStored: !outcomes.isEmpty)
      } catch {
        waiting.forEach { $0.answer.discard() }
        waiting = []
        throw error
      }
      isClockConfirmed = true
    }
    guard isClockConfirmed else { return true }
    for (dataset, answer) in waiting { outcomes[dataset.name] = settled(answer, of: dataset) }
    waiting = []
    return true
  }

  /// What a person should know of the machine's clock and of the hosts, once all have answered.
  var remarks: [String] {
    [step.project.configuration.contactWarning].compactMap(\.self) + clockRemarks + fetcher.remarks
  }

  /// What is told of a dataset whose publisher answered, or was given up, while we are not done with the answer.
  private static func givenUp(_ dataset: DatasetManifest) -> DatasetOutcome {
    DatasetOutcome(
      dataset, .failed, note: "took too long",
      problem: Problem(
        at: dataset.name,
        "what \(dataset.fetch?.host ?? "the publisher") sent was still being read long after the time for the requests was over",
        remedy:
          "the last good edition stays in use; a regular expression under 'fetch' in \(dataset.manifestPath) may take for "
          + "ever on what the publisher has now: write it so that each letter fits one place, then: soundings run \(dataset.name)"
      ))
  }

  private func settled(_ answer: DatasetAnswer, of dataset: DatasetManifest) -> DatasetOutcome {
    let project = step.project
    let outcome = step.settle(answer, dataset)
    if [.new, .unchanged].contains(outcome.kind) {
      project.partials.remove(of: dataset.name, others: Set(project.library.datasets.map(\.name)))
    }
    if !outcome.wasStopped, dataset.fetch != nil {
      project.askBook.note(fetcher.news, at: began, now: project.clock.secondsSince1970())
      project.askBook.note(dataset.name, outcome.kind, at: began)
    }
    return outcome
  }
}
