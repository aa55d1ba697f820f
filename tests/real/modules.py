"""The modules of SciPy and scikit-image that Pythran compiles there: where they are, what they are called, which tests are theirs."""

import dataclasses
import pathlib
import subprocess
import sys
import tarfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PACKAGES = {"scipy": "1.17.1", "scikit-image": "0.26.0"}


@dataclasses.dataclass(frozen=True)
class Real:
    source: str            # in the source distribution
    name: str              # of the extension module
    package: str
    tests: tuple[str, ...]  # modules (scipy) or files of the source distribution (scikit-image)
    select: str = ""       # pytest -k

    @property
    def stem(self):
        return self.name.rsplit(".", 1)[1]


MODULES = [
    Real("scipy/signal/_max_len_seq_inner.py", "scipy.signal._max_len_seq_inner", "scipy", ("scipy.signal.tests.test_max_len_seq",)),
    Real("scipy/interpolate/_rbfinterp_pythran.py", "scipy.interpolate._rbfinterp_pythran", "scipy", ("scipy.interpolate.tests.test_rbfinterp",)),
    Real("scipy/stats/_stats_pythran.py", "scipy.stats._stats_pythran", "scipy", ("scipy.stats.tests.test_hypotests", "scipy.stats.tests.test_stats", "scipy.stats.tests.test_discrete_distns", "scipy.stats.tests.test_multivariate"),
         "Somers or kendall or Kendall or siegel or Siegel or ks or KSTwo or binom or PythranFunc or MultivariateNormal or MultivariateT or Concord"),
    Real("scipy/linalg/_linalg_pythran.py", "scipy.linalg._linalg_pythran", "scipy", ("scipy.linalg.tests.test_matfuncs",)),
    Real("scipy/linalg/_matfuncs_sqrtm_triu.py", "scipy.linalg._matfuncs_sqrtm_triu", "scipy", ("scipy.linalg.tests.test_matfuncs",)),
    Real("scipy/optimize/_group_columns.py", "scipy.optimize._group_columns", "scipy", ("scipy.optimize.tests.test__numdiff",)),
    Real("src/skimage/feature/brief_pythran.py", "skimage.feature.brief_cy", "scikit-image", ("tests/skimage/feature/test_brief.py",)),
    Real("src/skimage/feature/_hessian_det_appx_pythran.py", "skimage.feature._hessian_det_appx", "scikit-image", ("tests/skimage/feature/test_blob.py", "tests/skimage/feature/test_corner.py")),
]


def unpacked(package, version, folder=ROOT / "build" / "sdists", endings=(".py",)):
    """The folder of the source distribution's files with these endings, downloaded once. `unearth` gets one without building it, from pip's index."""
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"{package.replace('-', '_')}-{version}"
    if not (made / ".complete").exists():
        index = subprocess.run([sys.executable, "-m", "pip", "config", "get", "global.index-url"], capture_output=True, text=True).stdout.strip()
        command = [sys.executable, "-m", "unearth", "--no-binary", *(["-i", index] if index else []), "--download", str(folder), f"{package}=={version}"]
        subprocess.run(command, check=True, capture_output=True, text=True)
        archive = next(path for path in folder.iterdir() if path.name.replace("-", "_").startswith(made.name.replace("-", "_")) and path.name.endswith(".tar.gz"))
        with tarfile.open(archive) as tar:
            wanted = [m for m in tar.getmembers() if m.name.endswith(endings) and m.isfile()]
            tar.extractall(folder, members=wanted)
        top = folder / archive.name.removesuffix(".tar.gz")
        if top != made:
            top.rename(made)
        (made / ".complete").touch()
    return made


def sources(folder=ROOT / "build" / "sdists"):
    """{package: folder} of the packages that MODULES are of."""
    return {package: unpacked(package, version, folder) for package, version in PACKAGES.items()}
