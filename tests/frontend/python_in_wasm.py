"""CPython 3.14 where none is installed: componentize-py (PyPI) has it compiled to WebAssembly, wasmtime (PyPI) runs it.

    python tests/frontend/python_in_wasm.py FOLDER [--compile]

makes an environment, the component, its standard library's sources (FOLDER/library) and FOLDER/component.cwasm, unless they are there: about a minute.
`--compile`: then does what compiled.py does, for texts.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import venv

HERE = pathlib.Path(__file__).parent
PACKAGES = ["componentize-py==0.25.1", "wasmtime==50.0.1"]


class Python:
    """One instance, asked text by text."""

    def __init__(self, folder):
        import wasmtime
        from wasmtime import component

        folder = pathlib.Path(folder)
        engine = wasmtime.Engine()
        compiled = folder / "component.cwasm"
        if compiled.exists():
            loaded = component.Component.deserialize_file(engine, str(compiled))
        else:
            loaded = component.Component.from_file(engine, str(folder / "component.wasm"))
            compiled.write_bytes(loaded.serialize())
        self.store = wasmtime.Store(engine)
        self.store.set_wasi(wasmtime.WasiConfig())  # no file, no network: where a source is wrong, CPython looks for it
        linker = component.Linker(engine)
        linker.add_wasip2()
        self.instance = linker.instantiate(self.store, loaded)

    def call(self, name, *arguments):
        function = self.instance.get_func(self.store, name)
        result = function(self.store, *arguments)
        function.post_return(self.store)
        return result


def environment(folder):
    """The interpreter of an environment that has what `Python` needs, made where it is missing or of other sources."""
    folder = pathlib.Path(folder).resolve()
    python = folder / "environment" / "bin" / "python"
    sources = "".join((HERE / "wasm" / name).read_text() for name in ("app.py", "app.wit"))
    made_of = folder / "made-of"
    if not (made_of.exists() and made_of.read_text() == sources):
        if not python.exists():
            venv.create(folder / "environment", with_pip=True)
            subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *PACKAGES], check=True)
        subprocess.run([python.with_name("componentize-py"), "-d", HERE / "wasm" / "app.wit", "-w", "app", "componentize", "app",
                        "-p", HERE / "wasm", "-o", folder / "component.wasm"], check=True, stdout=subprocess.DEVNULL)
        (folder / "component.cwasm").unlink(missing_ok=True)
        subprocess.run([python, __file__, folder], check=True)
        made_of.write_text(sources)
    return str(python)


def write_library(folder):
    library = pathlib.Path(folder) / "library.new"
    python = Python(folder)
    shutil.rmtree(library, ignore_errors=True)
    for name in python.call("names"):
        path = library / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(python.call("source", name).encode("latin-1"))
    shutil.rmtree(library.with_name("library"), ignore_errors=True)
    library.rename(library.with_name("library"))


def write_verdicts(folder):
    python = Python(folder)
    verdicts = [python.call("verdict", source.encode().decode("latin-1")) for source in json.load(sys.stdin)]
    json.dump([None if verdict.tag == "ok" else json.loads(verdict.payload) for verdict in verdicts], sys.stdout)


if __name__ == "__main__":
    if not os.path.exists(os.path.join(sys.argv[1], "environment")) or not os.path.samefile(sys.prefix, os.path.join(sys.argv[1], "environment")):
        print(environment(sys.argv[1]))
    elif "--compile" in sys.argv:
        write_verdicts(sys.argv[1])
    else:
        write_library(sys.argv[1])
