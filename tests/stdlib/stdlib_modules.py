"""The standard library's modules that are compiled from their own source, and the tests of CPython's that they must pass."""

from dataclasses import dataclass, field


@dataclass
class Module:
    name: str
    tests: str                                   # the module of tests
    given: dict[str, str | None] = field(default_factory=dict)   # what `annotated.annotated` writes, where that is not `object`
    native: int = 0                              # functions and methods that become native
    slow: bool = False                           # left to `./dev test --all`


COLOUR = "float, float, float -> tuple[float, float, float]"

MODULES = [
    Module("heapq", "test.test_heapq", native=11),
    Module("bisect", "test.test_bisect", native=4),
    Module("colorsys", "test.test_colorsys", {
        "rgb_to_yiq": COLOUR, "yiq_to_rgb": COLOUR, "rgb_to_hls": COLOUR, "hls_to_rgb": COLOUR, "_v": "float, float, float -> float", "rgb_to_hsv": COLOUR, "hsv_to_rgb": COLOUR + " | None"}, native=7),
    Module("textwrap", "test.test_textwrap", {"dedent": "str -> str"}, native=2),
    Module("difflib", "test.test_difflib", {"_calculate_ratio": "int, int -> float", "_format_range_unified": "int, int -> str", "_format_range_context": "int, int -> str"}, native=13),
    Module("fractions", "test.test_fractions"),
    Module("statistics", "test.test_statistics", {
        # Their ints have more than 64 bits.
        "_integer_sqrt_of_frac_rto": "object, object -> object", "_float_sqrt_of_frac": "object, object -> float", "_decimal_sqrt_of_frac": "object, object -> object",
        "_normal_dist_inv_cdf": "float, float, float -> float"}, native=21, slow=True),
]
