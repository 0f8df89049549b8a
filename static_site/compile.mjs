// `node compile.mjs PYODIDE FROM TO KEPT…`: every zip in FROM with its modules compiled, by
// the very Python that will read them; in the zips KEPT the sources stay beside.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [pyodideFolder, from, to] = process.argv.slice(2, 5).map(path => resolve(path));
const kept = process.argv.slice(5);
const { loadPyodide } = await import(pathToFileURL(join(pyodideFolder, 'pyodide.mjs')).href);
const pyodide = await loadPyodide({ indexURL: pyodideFolder });

pyodide.runPython(`
import importlib.util, marshal, struct, sys, zipfile

# Such a file holds true whatever its source says: there is none beside it.
HEAD = importlib.util.MAGIC_NUMBER + struct.pack("<I", 1) + bytes(8)

def write(archive, name, data):
    about = zipfile.ZipInfo(name)
    about.compress_type, about.create_system = zipfile.ZIP_DEFLATED, 3
    archive.writestr(about, data, compresslevel=9)

def compiled(keep):
    with zipfile.ZipFile("/old") as old, zipfile.ZipFile("/new", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if keep or not name.endswith(".py"):
                write(new, name, data)
            if not name.endswith(".py"):
                continue
            code = compile(data, name, "exec", dont_inherit=True)
            if keep:
                folder, _, file = name.rpartition("/")
                cached = f"__pycache__/{file[:-3]}.{sys.implementation.cache_tag}.pyc"
                name = f"{folder}/{cached}" if folder else cached
            else:
                name += "c"
            write(new, name, HEAD + marshal.dumps(code))
`);
const compiled = pyodide.globals.get('compiled');
for (const name of readdirSync(from)) {
  pyodide.FS.writeFile('/old', readFileSync(join(from, name)));
  compiled(kept.includes(name));
  writeFileSync(join(to, name), pyodide.FS.readFile('/new'));
}
