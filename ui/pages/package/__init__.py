"""The Package page: a file that came, proved genuine and answered, or refused."""

from ui.pages.package.page import PackagePage

__all__ = ["PackagePage"]
