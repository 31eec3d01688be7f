internal import HandrailEngine

extension GraphSupply {
  /// The name in the graph's JSON.
  var name: String {
    switch self {
    case .session: "session"
    case .turn: "turn"
    case .task: "task"
    case .agent: "agent"
    case .computed: "worked_out"
    }
  }
}

extension GraphNode {
  /// The name in the graph's JSON.
  var kindName: String {
    switch self {
    case .constant(let truth): "constant_\(truth.name)"
    case .isKnown: "is_known"
    case .among: "among"
    case .equals: "equals"
    case .includes: "includes"
    case .isEmpty: "is_empty"
    case .compare: "compare"
    case .instant: "instant"
    case .age: "age"
    case .ahead: "ahead"
    case .trend: "trend"
    case .during: "during"
    case .between: "between"
    case .trial: "trial"
    case .not: "not"
    case .all: "all"
    case .any: "any"
    case .certainly: "certainly"
    case .possibly: "possibly"
    case .skipUnknown: "skip_unknown"
    case .applyUnknown: "apply_unknown"
    case .window: "window"
    case .anyPoint: "any_point"
    case .define: "define"
    case .workOut: "work_out"
    }
  }
}

extension GraphHeading.Kind {
  /// The name in the graph's JSON.
  var name: String {
    switch self {
    case .rule: "rule"
    case .first: "first"
    case .returnToAI: "return_to_ai"
    case .oversight: "oversight"
    case .approval: "approval"
    case .offer: "offer"
    case .table: "table"
    case .choose: "choose"
    case .define: "define"
    case .disclosure: "disclosure"
    case .conduct: "conduct"
    case .handoff: "handoff"
    case .assist: "assist"
    case .afterwards: "afterwards"
    case .target: "target"
    }
  }
}

extension GraphEffect.Action {
  /// The name in the graph's JSON.
  var name: String {
    switch self {
    case .aiMay: "ai_may"
    case .aiMayOnlySuggest: "ai_may_only_suggest"
    case .onlyHumanMay: "only_human_may"
    case .nobodyMay: "nobody_may"
    case .otherwiseRefuse: "otherwise_refuse"
    case .handOver: "hand_over"
    case .otherwiseHandOver: "otherwise_hand_over"
    case .startWithHuman: "start_with_human"
    case .stopAI: "stop_ai"
    case .bringIn: "bring_in"
    case .contactCustomer: "contact_customer"
    case .urgency: "urgency"
    case .needSkills: "need_skills"
    }
  }
}
