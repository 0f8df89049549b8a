"""JavaScript that runs axe-core, which the page has to have."""

RUN = """async () => (await axe.run(document, { resultTypes: ['violations'] }))
    .violations.flatMap(v => v.nodes.map(n => [v.id, v.help, n.html]))"""
"""What violates a rule: the rule, why, and the element."""

THEIRS = {("presentation-role-conflict", "stFileUploaderDropzone")}
"""Streamlit's own: a rule and what its element is called.

Its file field is a section with the role of decoration, and a label.
"""
