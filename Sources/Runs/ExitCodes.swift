import Drafts
import Model

extension Problem {
  /// The code of a command that did everything but this.
  fileprivate var code: Int32 { kind == .badInput ? 65 : 1 }
}

extension BackfillReport: Ending {
  /// 1 also if anything was not asked for. How fresh the dataset is does not concern a backfill.
  package var exitCode: Int32 {
    if wasStopped || notAsked > 0 || !problems.isEmpty { return 1 }
    let code = run?.exitCode(unreachableIsFailure: true) ?? 0
    return code == 3 ? 0 : code
  }
}

extension CheckVerb.Report: Ending {
  /// 1 where all that is wrong is that files cannot be read.
  package var exitCode: Int32 { problems.isEmpty ? 0 : problems.allSatisfy { $0.kind == .failed } ? 1 : 65 }
}

extension CoverageVerb.Report: Ending {
  /// A draft that cannot be read ends in 65.
  package var exitCode: Int32 { coverage.isComplete ? 0 : 1 }
}

extension Export.Report: Ending {
  package var exitCode: Int32 { problems.first?.code ?? 0 }
}

extension FiguresVerb.Report: Ending {
  /// Only the newest state can be worse than at the last check.
  package var exitCode: Int32 {
    if articles.contains(where: { !$0.problems.isEmpty }) { return 65 }
    return articles.contains { $0.asOf == nil && !$0.worse.isEmpty } ? 3 : 0
  }
}

extension ProofCheckReport: Ending {
  /// 0 all matches; 1 something does not, or could not be checked; 65 the file is damaged.
  package var exitCode: Int32 { isDamaged ? 65 : findings.isEmpty ? 0 : 1 }
}

extension RebuildReport: Ending {
  package var exitCode: Int32 { problems.first?.code ?? 0 }
}

extension VerifyReport: Ending {
  package var exitCode: Int32 { findings.isEmpty ? 0 : 1 }
}
