"""The pages: one module or package for each tab, drawn from the session and from nothing else."""
