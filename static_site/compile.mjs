// `node compile.mjs PYODIDE FROM TO KEPT…`: every zip in FROM with its modules compiled, by
// the very Python that will read them, without docstrings; the zips KEPT stay sources.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [pyodideFolder, from, to] = process.argv.slice(2, 5).map(path => resolve(path));
const kept = process.argv.slice(5);
const { loadPyodide } = await import(pathToFileURL(join(pyodideFolder, 'pyodide.mjs')).href);
const pyodide = await loadPyodide({ indexURL: pyodideFolder });

pyodide.runPython(`
import dis, importlib.util, marshal, struct, types, zipfile

# Such a file holds true whatever its source says: there is none beside it.
HEAD = importlib.util.MAGIC_NUMBER + struct.pack("<I", 1) + bytes(8)
# Pyodide reads signatures in its own docstrings.
DOCUMENTED = ("_pyodide/", "pyodide/")
HAS_DOCSTRING = 0x4000000

def write(archive, name, data):
    about = zipfile.ZipInfo(name)
    about.compress_type, about.create_system = zipfile.ZIP_DEFLATED, 3
    archive.writestr(about, data, compresslevel=9)

def docstring(code):
    """The place of a docstring among the constants of a function, class or module."""
    if code.co_flags & HAS_DOCSTRING:
        return 0
    if code.co_flags & 1:
        return None
    last = None
    for step in dis.get_instructions(code):
        if (step.opname, step.argval) == ("STORE_NAME", "__doc__"):
            return last.arg if last.opname == "LOAD_CONST" else None
        last = step
    return None

def bare(code):
    """The code with a blank for each docstring, which is less than none for dataclasses:
    they would make one up."""
    place = docstring(code)
    return code.replace(co_consts=tuple(
        bare(const) if isinstance(const, types.CodeType)
        else " " if at == place and isinstance(const, str)
        else const
        for at, const in enumerate(code.co_consts)
    ))

def module(name, data):
    """A compiled module, or what else a file is."""
    if name.endswith(".py"):
        code = compile(data, name, "exec", dont_inherit=True)
    elif name.endswith(".pyc"):
        code = marshal.loads(data[16:])
    else:
        return name, data
    code = code if name.startswith(DOCUMENTED) else bare(code)
    return name.removesuffix("c") + "c", HEAD + marshal.dumps(code)

def compiled(keep):
    with zipfile.ZipFile("/old") as old, zipfile.ZipFile("/new", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            write(new, *((name, data) if keep else module(name, data)))
`);
const compiled = pyodide.globals.get('compiled');
for (const name of readdirSync(from)) {
  pyodide.FS.writeFile('/old', readFileSync(join(from, name)));
  compiled(kept.includes(name));
  writeFileSync(join(to, name), pyodide.FS.readFile('/new'));
}
