"""A city's plans in one go: from files and a register to documents, over one executor."""

from planforms.batches.run import batch
from planforms.batches.work import BatchResult

__all__ = ["BatchResult", "batch"]
