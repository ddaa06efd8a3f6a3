"""A city's plans in one go: from files and a register to documents, over one executor."""

from planforms.batches.run import BatchResult, batch

__all__ = ["BatchResult", "batch"]
