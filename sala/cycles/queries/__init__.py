"""Pages of a cycle, prepared before they render."""

from sala.cycles.queries.plans import plan_of
from sala.cycles.queries.stepping import StepRow, current_step, for_reader, stepper, steppers

__all__ = ["StepRow", "current_step", "for_reader", "plan_of", "stepper", "steppers"]
