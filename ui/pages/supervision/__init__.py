"""The Supervision page: what came to this desk, and a folder of packages to be reviewed."""

from ui.pages.supervision.page import SupervisionPage

__all__ = ["SupervisionPage"]
