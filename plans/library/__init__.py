"""The plan templates that PainCare ships. Adding one is one file and one line here.

Clinical content is a starting point that each clinic's physicians sign off; the page says so.
"""

from plans.rules.template import PlanTemplate

from .facet_blocks import FACET_BLOCKS
from .lumbar_radiculopathy import LUMBAR_RADICULOPATHY
from .widespread_sensitised import WIDESPREAD_SENSITISED

TEMPLATES: dict[str, PlanTemplate] = {
    template.key: template for template in (LUMBAR_RADICULOPATHY, FACET_BLOCKS, WIDESPREAD_SENSITISED)
}
