/// What a filter lets through: `--user ana --not-user ben`.
package struct Selection<Value: ArgumentValue>: Sendable {
  package var included: [Value] = []
  package var excluded: [Value] = []

  package init() {}
}

extension Selection: Equatable where Value: Equatable {}
