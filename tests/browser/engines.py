"""The two accessibility checkers, run inside a page. Both are gates: they find different faults."""

import os
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
IS_FULL = os.environ.get("JOBMATCH_A11Y") == "full"
"""Whether the checkers look at everything in every way (``make a11y``), or at everything once (``make test``)."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EXPERIMENTAL = [
    "label-content-name-mismatch",
    "css-orientation-lock",
    "p-as-heading",
    "table-fake-caption",
    "focus-order-semantics",
]
ENHANCED = ["color-contrast-enhanced", "identical-links-same-purpose", "meta-refresh-no-exceptions"]
# What axe cannot decide by itself and somebody has looked at: rule → where it may stay undecided.
REVIEWED = {}

_AXE = """async ([tags, extra]) => {
  const rules = Object.fromEntries([...extra, 'target-size'].map(rule => [rule, {enabled: true}]));
  const runOnly = {type: 'tag', values: tags}, resultTypes = ['violations', 'incomplete'];
  const found = await axe.run(document, {runOnly, rules, resultTypes});
  const name = rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')} — ${node.failureSummary || ''}`);
  return {violations: found.violations.flatMap(name), incomplete: found.incomplete.flatMap(name)};
}"""
_IBM = """async () => {
  const report = await new ace.Checker().check(document, ['WCAG_2_2']);
  return report.results
    .filter(result => result.value[0] === 'VIOLATION' && result.value[1] === 'FAIL')
    .map(result => `${result.ruleId}: ${result.path.dom} — ${result.message}`);
}"""


@cache
def _script(name):
    return (ROOT / "node_modules" / name).read_text()


def axe_faults(page, enhanced=False):
    """Violations, and what axe left undecided unless it was reviewed. The window is as tall as the page meanwhile."""
    size = page.viewport_size
    tall = max(size["height"], page.evaluate("document.documentElement.scrollHeight") + 600)
    # A bar that stays in view lies over the text below it, whose contrast axe then cannot tell.
    page.set_viewport_size({"width": size["width"], "height": tall})
    page.evaluate(_script("axe-core/axe.min.js"))
    found = page.evaluate(_AXE, [TAGS, EXPERIMENTAL + (ENHANCED if enhanced else [])])
    page.set_viewport_size(size)
    undecided = [text for text in found["incomplete"] if text.split(":")[0] not in REVIEWED]
    return found["violations"] + [f"undecided {text}" for text in undecided]


def ibm_faults(page):
    """Violations of WCAG 2.2 A and AA as IBM's checker sees them."""
    page.evaluate(_script("accessibility-checker-engine/ace.js"))
    return page.evaluate(_IBM)


def sideways_scroll(page):
    """How many CSS pixels the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def small_targets(page, least):
    """Controls smaller than ``least`` CSS pixels either way, except links inside a sentence."""
    return page.evaluate(
        """least => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
          .filter(node => node.type !== 'hidden')
          .filter(node => node.checkVisibility ? node.checkVisibility() : node.offsetParent)
          .filter(node => !(node.tagName === 'A' && node.closest('p, li, td, dd, caption, h1, h2, h3')))
          .map(node => {
            const label = node.matches('input[type=checkbox], input[type=radio]') && node.labels[0];
            const boxes = [node, label].filter(Boolean).map(one => one.getBoundingClientRect());
            const width = Math.max(...boxes.map(box => box.width)), height = Math.max(...boxes.map(box => box.height));
            return [node, Math.round(width), Math.round(height)];
          })
          .filter(([node, width, height]) => width > 1 && (width < least - 0.5 || height < least - 0.5))
          .map(([node, width, height]) => `${node.tagName}.${node.className} ${width}x${height}`)""",
        least,
    )
