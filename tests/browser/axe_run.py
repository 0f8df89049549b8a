"""JavaScript that runs axe-core, which the page has to have."""

RUN = """async () => (await axe.run(document, { resultTypes: ['violations'] }))
    .violations.flatMap(v => v.nodes.map(n => [v.id, v.help, n.html]))"""
"""What violates a rule: the rule, why, and the element."""
