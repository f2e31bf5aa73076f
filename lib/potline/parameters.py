"""The parameters of the notebooks, checked before anything runs."""

from potline.model import PotlineError


class ParameterError(PotlineError):
    """A parameter that cannot be: unknown, of the wrong type, or naming what does not exist."""
