"""In place of Pythran: its command's flags, its setuptools classes, its helper for include paths.

A build that names ``pythran`` says ``keelback.pythran`` instead: ``python -m keelback.pythran`` or the command ``keelback-pythran``,
``from keelback.pythran.dist import PythranExtension, PythranBuildExt``, ``keelback.pythran.get_include()``.
"""

from .. import __version__
from .._command import get_include

__all__ = ["__version__", "get_include"]
