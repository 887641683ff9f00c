import Archive
import Manifest
import Model

extension FigureSignOffs {
  /// The sign-offs of a figure, against what it is now. Of a past state only those that were made by its day, and hold for what it was
  /// then: a later value is none of its lapses.
  init(
    of check: FigureCheck, in signed: Archive.SignOffs, tableSQL: String?, wanted: Int?, asOf day: Day?
  ) {
    let now = SignedSubject(check, tableSQL: tableSQL)
    let isDamaged = signed.damaged.contains(check.figure.id)
    let lines = signed.all.filter { $0.figure == check.figure.id && $0.takenBack == nil }.map { signOff in
      Line(signOff, lapses: signOff.subject.lapses(in: now) + (isDamaged ? [.damagedRecord] : []))
    }
    self.init(
      day.map { day in lines.filter { $0.lapses.isEmpty && $0.signOff.signedAt.prefix(10) <= day.description } }
        ?? lines,
      wanted: wanted)
    self.isDamaged = isDamaged
  }
}
