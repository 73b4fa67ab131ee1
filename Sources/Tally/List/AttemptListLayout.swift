internal import Reports

/// The words of a list's rows, and the texts that codes in them stand for.
enum AttemptListLayout {
  /// In the order of ``AttemptListColumn/all``.
  static func layout(_ directory: Directory) -> RowLayout {
    var dictionaries: [[String?]] = []
    func code(_ texts: [String?]) -> RowLayout.Column {
      dictionaries.append(texts)
      return .code(dictionary: dictionaries.count - 1)
    }
    func named(_ members: [Directory.Member?]) -> [RowLayout.Column] {
      [code(members.map { $0?.id.description }), code(members.map { $0?.name })]
    }
    var columns: [RowLayout.Column] = [.identifier, .identifier]
    columns += named(directory.projects)
    columns += named(directory.users)
    columns.append(code(directory.users.map { $0?.email }))
    columns += named(directory.rules)
    columns += named(directory.policies)
    columns.append(code(withoutFirst(directory.phones)))
    columns.append(code(directory.phones.map { CountryCallingCode.code(of: $0).map { "\($0)" } }))
    columns.append(code(withoutFirst(directory.statuses)))
    columns.append(.text)
    columns.append(code(Outcome.allCases.map(\.name)))
    columns += [.boolean, .integer, .integer, .instant, .instant, .instant, .instant]
    columns += [.integer, .integer]
    columns += [RowLayout.Column](repeating: .decimal(scale: 8), count: 4)
    columns.append(code(CostBasis.allCases.map(\.rawValue)))
    columns += [.boolean, .integer, .text]
    return RowLayout(columns: columns, dictionaries: dictionaries)
  }

  /// Number 0 is none.
  private static func withoutFirst(_ texts: [String]) -> [String?] {
    texts.enumerated().map { $0 == 0 ? nil : $1 }
  }
}
