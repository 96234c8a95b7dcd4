"""axe, told to be strict: contrast of AAA, and targets of 44 by 44 pixels."""

from pathlib import Path

import axe_playwright_python

SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
LEAST = 44  # pixels, of a target outside running text
AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AAA = [*AA, "wcag2aaa", "best-practice"]
STRICT = """least => axe.configure({checks: [
  {id: "target-size", options: {minSize: least}},
  {id: "target-offset", options: {minOffset: least}},
]})"""
# Two rules sleep unless they are called by name.
RUN = """([tags, awake]) => axe.run({
  runOnly: tags,
  rules: Object.fromEntries(awake.map(rule => [rule, {enabled: true}])),
  resultTypes: ["violations"],
})"""
AWAKE = ["color-contrast-enhanced", "target-size"]


def violations(visit, tags=AAA):
    """What axe found in a window, one line for each element that breaks a rule.

    Takes about half a second. What axe itself does to a page is no complaint of the
    page: it is forgotten.
    """
    heard, awake = list(visit.messages), AWAKE if tags == AAA else []
    if not visit.page.evaluate("() => 'axe' in window"):
        visit.page.evaluate(SCRIPT)
        if awake:
            visit.page.evaluate(STRICT, LEAST)
    found = visit.page.evaluate(RUN, [tags, awake])["violations"]
    visit.messages[:] = heard
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in found
        for node in rule["nodes"]
    ]
