"""CPython 3.14 where none is installed: componentize-py (PyPI) has it compiled to WebAssembly, wasmtime (PyPI) runs it.

    python tests/frontend/python_in_wasm.py FOLDER

makes an environment, the component, its standard library's sources (FOLDER/library) and FOLDER/component.cwasm, unless they are there: about a minute.
"""
import os
import pathlib
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
    """The interpreter of an environment that has what `Python` needs, made where it is missing."""
    folder = pathlib.Path(folder).resolve()
    python = folder / "environment" / "bin" / "python"
    if not (folder / "library").exists():
        venv.create(folder / "environment", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *PACKAGES], check=True)
        subprocess.run([python.with_name("componentize-py"), "-d", HERE / "wasm" / "app.wit", "-w", "app", "componentize", "app",
                        "-p", HERE / "wasm", "-o", folder / "component.wasm"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([python, __file__, folder], check=True)
    return str(python)


def write_library(folder):
    library = pathlib.Path(folder) / "library.new"
    python = Python(folder)
    for name in python.call("names"):
        path = library / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(python.call("source", name).encode("latin-1"))
    library.rename(library.with_name("library"))


if __name__ == "__main__":
    if sys.prefix == sys.base_prefix or not os.path.samefile(sys.prefix, os.path.join(sys.argv[1], "environment")):
        print(environment(sys.argv[1]))
    else:
        write_library(sys.argv[1])
