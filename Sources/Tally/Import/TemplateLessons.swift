/// A template, and how much there may be still to learn for it.
///
/// Where every record is different in form, learning from each would only cost time. So it does
/// where the record before was read by the template: then it is a value of this one that is out of
/// the ordinary, and at most it shows the wrapping of one that has been NULL so far.
struct TemplateLessons<Template: RecordTemplate> {
  private(set) var template: Template?
  private var lessonsLeft = 0
  /// Records since one that had something to teach.
  private var vainCount = 0

  /// How many records of an input may be learned from.
  private static var mostLessons: Int { 1000 }
  /// After how many in a row that had nothing to teach those among usual ones are not learned from.
  private static var mostVain: Int { 250 }

  /// Begins an input, which may be written in another way than the one before.
  mutating func begin() { lessonsLeft = Self.mostLessons }

  /// Gives the template away, to be put back: two of one would make what it has learned be copied
  /// with the first change.
  mutating func take() -> Template? { template.take() }

  mutating func putBack(_ template: consuming Template?) { self.template = template }

  /// Learns how records are written here, or more of it.
  mutating func learn(_ tokens: [JSONTape.Token], _ buffer: [UInt8], isBehindUsual: Bool) {
    guard lessonsLeft > 0, vainCount < Self.mostVain || !isBehindUsual else { return }
    lessonsLeft -= 1
    guard let seen = Template(tokens, buffer) else { return }
    let before = template?.knownCount
    if template?.complete(from: seen) != true { template = seen }
    vainCount = template?.knownCount == before ? vainCount + 1 : 0
  }
}

extension TemplateLessons<AttemptTemplate> {
  /// See ``AttemptTemplate/keep(_:_:)``.
  mutating func keep(_ records: [NestedRecord], _ buffer: [UInt8]) {
    template?.keep(records, buffer)
  }
}
