"""What every template may ask of the site; the settings know it by this name."""

from alsinfo.editorial.frame import site

__all__ = ["site"]
